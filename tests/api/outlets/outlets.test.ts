import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { mailOutlet } from '../../../api/outlets/mail-outlet.ts';
import { NotSent } from '../../../api/outlets/outlet.ts';
import { phoneOutlet } from '../../../api/outlets/phone-outlet.ts';
import { printedOutlet } from '../../../api/outlets/printed-outlet.ts';
import { receiveMail, type MailReceiver } from '../../support/mail-receiver.ts';
import { openPhoneGateway, type PhoneGateway } from '../../support/phone-gateway.ts';

const LETTER = { subject: 'Your code', text: '48210937 is your code.\nکد شما' };
const TO = 'ada@home.example';
const NUMBER = '+358401234567';
const SHORT = [1, 1];

const faultOf = async (sent: Promise<void>): Promise<NotSent> => {
  const fault = await sent.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(fault instanceof NotSent)) throw new Error('it was sent');
  return fault;
};

describe('mail', () => {
  let receiver: MailReceiver;
  beforeAll(async () => void (receiver = await receiveMail()));
  afterAll(() => receiver.close());
  beforeEach(() => {
    receiver.received.length = 0;
    receiver.refuseNext.length = 0;
  });
  const outlet = () => mailOutlet({ smtpUrl: receiver.url, from: 'Library <rooms@library.example>' }, SHORT);

  test('comes from the library, to one address, in plain text', async () => {
    await outlet().send(TO, LETTER);
    const [letter] = receiver.received;
    expect(letter!.to).toEqual([TO]);
    expect(letter!.raw).toMatch(/^From: Library <rooms@library.example>\r$/m);
    expect(letter!.raw).toMatch(/^Subject: Your code\r$/m);
    expect(letter!.raw).toMatch(/^Auto-Submitted: auto-generated\r$/m);
    expect(letter!.raw).toMatch(/^Content-Type: text\/plain; charset=utf-8\r$/m);
    expect(letter!.raw).not.toMatch(/quietroom|nodemailer/i);
  });

  test('an address cannot smuggle in a second one', async () => {
    await outlet()
      .send('a@home.example, b@evil.example', LETTER)
      .catch(() => undefined);
    expect(receiver.received.flatMap(({ to }) => to)).not.toContain('b@evil.example');
  });

  test('is tried again where the server asks for patience, and given up in the end', async () => {
    receiver.refuseNext.push(451, 421);
    await outlet().send(TO, LETTER);
    expect(receiver.received).toHaveLength(1);

    receiver.refuseNext.push(450, 450, 450);
    expect((await faultOf(outlet().send(TO, LETTER))).code).toBe('smtp_450');
    expect(receiver.received).toHaveLength(1);
  });

  test('is not tried again after a no, and the fault names neither address nor text', async () => {
    receiver.refuseNext.push(550);
    const fault = await faultOf(outlet().send(TO, LETTER));
    expect([fault.code, fault.isPassing]).toEqual(['smtp_550', false]);
    expect(receiver.received).toHaveLength(0);
    expect(`${fault.message} ${fault.stack} ${JSON.stringify(fault)}`).not.toMatch(/ada|48210937/);
    expect(fault.cause).toBeUndefined();
  });

  test('a server that is not there is a fault that may pass', async () => {
    const nowhere = mailOutlet({ smtpUrl: 'smtp://127.0.0.1:9', from: 'a@b.example' }, []);
    expect(await faultOf(nowhere.send(TO, LETTER))).toMatchObject({ isPassing: true });
  });
});

describe('the phone gateway', () => {
  let gateway: PhoneGateway;
  beforeAll(async () => void (gateway = await openPhoneGateway()));
  afterAll(() => gateway.close());
  beforeEach(() => {
    gateway.received.length = 0;
    gateway.answerNext.length = 0;
  });
  const outlet = (patienceMs?: number) => phoneOutlet({ url: gateway.url, key: 'the-key' }, SHORT, patienceMs);

  test('is told a number and a text, under our key, and nothing else', async () => {
    await outlet().send(NUMBER, LETTER);
    const [{ headers, body }] = gateway.received as [PhoneGateway['received'][number]];
    expect(headers.authorization).toBe('Bearer the-key');
    expect(headers['content-type']).toBe('application/json');
    expect(body).toEqual({ to: NUMBER, text: LETTER.text });
  });

  test.each([408, 429, 500, 503])('%i is tried again, under the same number', async (status) => {
    gateway.answerNext.push(status, status);
    await outlet().send(NUMBER, LETTER);
    const ids = gateway.received.map(({ headers }) => headers['idempotency-key']);
    expect(ids).toHaveLength(3);
    expect(new Set(ids).size).toBe(1);
  });

  test.each([400, 401, 404, 302])('%i is a no, once', async (status) => {
    gateway.answerNext.push(status);
    const fault = await faultOf(outlet().send(NUMBER, LETTER));
    expect([fault.code, fault.isPassing]).toEqual([`gateway_${status}`, false]);
    expect(gateway.received).toHaveLength(1);
    expect(`${fault.message} ${fault.stack}`).not.toContain(NUMBER);
  });

  test('one that does not answer is waited for no longer than said', async () => {
    gateway.answerNext.push(0, 0, 0);
    expect((await faultOf(outlet(50).send(NUMBER, LETTER))).code).toBe('gateway_timed_out');
    expect(gateway.received).toHaveLength(3);
  });

  test('a crowd is sent a few at a time, and all of it', async () => {
    const one = outlet();
    await Promise.all(Array.from({ length: 60 }, () => one.send(NUMBER, LETTER)));
    expect(gateway.received).toHaveLength(60);
  });
});

test('a demonstration prints what it would send', async () => {
  let printed = '';
  await printedOutlet((lines) => void (printed += lines)).send(NUMBER, LETTER);
  expect(printed).toContain(NUMBER);
  expect(printed).toContain('48210937');
});
