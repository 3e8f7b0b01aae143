import { createHash, createSign, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';

/** A device that keeps passkeys as WebAuthn Level 3 has it: ES256, attestation "none", its owner verified. */
export interface SoftPasskey {
  id: string;
  counter: number;
  privateKey: KeyObject;
  userHandle: string;
}

interface Where {
  origin: string;
  rpId: string;
  /** False: the device did not ask for a finger, a face or a PIN. */
  verifiesOwner?: boolean;
}

const base64url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');
const sha256 = (data: string | Uint8Array) => createHash('sha256').update(data).digest();

/** Answers the options of a new passkey. */
export function makePasskey(options: { challenge: string; user: { id: string } }, where: Where) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const rawId = randomBytes(32);
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  // COSE key: {1: 2, 3: -7, -1: 1, -2: x, -3: y}.
  const cose = Buffer.concat([
    Buffer.from('a501020326200121', 'hex'),
    Buffer.from('5820', 'hex'),
    Buffer.from(x, 'base64url'),
    Buffer.from('225820', 'hex'),
    Buffer.from(y, 'base64url'),
  ]);
  const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([0, rawId.length]), rawId, cose]);
  const authData = Buffer.concat([authenticatorData(where, 0x40, 0), attested]);
  // {"fmt": "none", "attStmt": {}, "authData": bytes}
  const attestationObject = Buffer.concat([
    Buffer.from('a363666d74646e6f6e656761747453746d74a068617574684461746159', 'hex'),
    Buffer.from([authData.length >> 8, authData.length & 255]),
    authData,
  ]);
  const key: SoftPasskey = { id: base64url(rawId), counter: 0, privateKey, userHandle: options.user.id };
  const response = {
    clientDataJSON: clientData('webauthn.create', options.challenge, where),
    attestationObject: base64url(attestationObject),
    transports: ['internal'],
  };
  return { key, credential: credentialOf(key, response) };
}

/** Answers a challenge; the counter goes on by `steps`. */
export function answerByPasskey({ challenge }: { challenge: string }, key: SoftPasskey, where: Where, steps = 1) {
  key.counter += steps;
  const authData = authenticatorData(where, 0, key.counter);
  const clientDataJSON = clientData('webauthn.get', challenge, where);
  const signed = Buffer.concat([authData, sha256(Buffer.from(clientDataJSON, 'base64url'))]);
  return credentialOf(key, {
    clientDataJSON,
    authenticatorData: base64url(authData),
    signature: base64url(createSign('sha256').update(signed).sign(key.privateKey)),
    userHandle: key.userHandle,
  });
}

function authenticatorData({ rpId, verifiesOwner = true }: Where, more: number, counter: number): Buffer {
  const count = Buffer.alloc(4);
  count.writeUInt32BE(counter);
  return Buffer.concat([sha256(rpId), Buffer.from([0x01 | (verifiesOwner ? 0x04 : 0) | more]), count]);
}

function clientData(type: string, challenge: string, { origin }: Where): string {
  return base64url(Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false })));
}

function credentialOf({ id }: SoftPasskey, response: object) {
  return { id, rawId: id, type: 'public-key', response, clientExtensionResults: {} };
}
