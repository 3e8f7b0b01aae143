import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sqlitePath } from '../../api/storage/engine/database-url.ts';
import { ConfigFaults, readConfig } from '../../api/config.ts';

const production = { production: true };

function faultsOf(env: Record<string, string>, mode = {}): string[] {
  try {
    readConfig(env, mode);
  } catch (error) {
    if (error instanceof ConfigFaults) return error.faults.map((fault) => fault.variable);
    throw error;
  }
  return [];
}

describe('settings from the environment', () => {
  test('nothing set: this machine only, a file beside the program', () => {
    const config = readConfig({});
    expect(config).toMatchObject({ host: '127.0.0.1', port: 8123, production: false, demo: false, secure: false });
    expect(config.dataDir).toBe(resolve(import.meta.dirname, '../../data'));
    expect(config.databaseUrl).toBe(`file:${config.dataDir}/quietroom.db`);
  });

  test('F6 two factors are asked for by serve, whatever is set; by start where it is asked', () => {
    expect([{}, { REQUIRE_SECOND_FACTOR: 'yes' }].map((env) => readConfig(env).requireSecondFactor)).toEqual([
      false,
      true,
    ]);
    expect(readConfig({}, production).requireSecondFactor).toBe(true);
    expect(faultsOf({ REQUIRE_SECOND_FACTOR: 'no' }, production)).toEqual(['REQUIRE_SECOND_FACTOR']);
    expect(faultsOf({ REQUIRE_SECOND_FACTOR: 'perhaps' })).toEqual(['REQUIRE_SECOND_FACTOR']);
  });

  test('DATA_DIR follows the database file unless it is set', () => {
    expect(readConfig({ DATABASE_URL: 'file:/srv/rooms/x.db' })).toMatchObject({
      dataDir: '/srv/rooms',
      databaseUrl: 'file:/srv/rooms/x.db',
    });
    expect(readConfig({ DATABASE_URL: 'file:/srv/x.db', DATA_DIR: '/srv/keys' }).dataDir).toBe('/srv/keys');
    expect(readConfig({ DATA_DIR: '/srv/keys' }).databaseUrl).toBe('file:/srv/keys/quietroom.db');
  });

  test('a path may have spaces, and may be relative', () => {
    const { databaseUrl } = readConfig({ DATABASE_URL: 'file:my data/x.db' });
    expect(sqlitePath(databaseUrl)).toBe(resolve('my data/x.db'));
    expect(sqlitePath(readConfig({ DATABASE_URL: 'file:/srv/100%/x.db' }).databaseUrl)).toBe('/srv/100%/x.db');
  });

  test('PostgreSQL needs no folder of its own for the tables', () => {
    const url = 'postgres://u:p@db.example/rooms';
    expect(readConfig({ DATABASE_URL: url }).databaseUrl).toBe(url);
  });

  test('every wrong variable is named at once', () => {
    const env = { HOST: 'a b', PORT: '99999', DATABASE_URL: 'mysql://x', PUBLIC_URL: 'rooms', TRUSTED_PROXY: 'proxy!' };
    expect(faultsOf(env)).toEqual(['HOST', 'PORT', 'DATABASE_URL', 'PUBLIC_URL', 'TRUSTED_PROXY']);
    for (const PORT of ['x', '-1', '80.5']) expect(faultsOf({ PORT })).toEqual(['PORT']);
  });

  test('production serves others only through a proxy with TLS', () => {
    expect(faultsOf({}, production)).toEqual([]);
    expect(faultsOf({ HOST: '0.0.0.0' }, production)).toEqual(['HOST']);
    expect(faultsOf({ HOST: '0.0.0.0', TRUSTED_PROXY: '10.0.0.1' }, production)).toEqual(['PUBLIC_URL']);
    const behind = { HOST: '0.0.0.0', TRUSTED_PROXY: '10.0.0.1, fd00::/8' };
    expect(faultsOf({ ...behind, PUBLIC_URL: 'http://rooms.example' }, production)).toEqual(['PUBLIC_URL']);

    const config = readConfig({ ...behind, PUBLIC_URL: 'https://rooms.example/' }, production);
    expect(config).toMatchObject({
      secure: true,
      publicUrl: 'https://rooms.example',
      trustedProxies: ['10.0.0.1', 'fd00::/8'],
    });
  });

  test('figures are served nowhere unless a port is named, and never where everybody is without being meant', () => {
    expect(readConfig({ METRICS_HOST: '10.0.0.5' }).metrics).toBeUndefined();
    expect(readConfig({ METRICS_PORT: '9464' }).metrics).toEqual({ host: '127.0.0.1', port: 9464 });
    const at = (METRICS_HOST: string, more = {}) =>
      faultsOf({ METRICS_PORT: '9464', METRICS_HOST, ...more }, production);
    for (const host of ['127.0.0.2', '::1', '10.1.2.3', '172.31.0.9', '192.168.1.1', 'fd12::5', 'localhost']) {
      expect(at(host), host).toEqual([]);
    }
    for (const host of ['0.0.0.0', '::', '203.0.113.7', '172.32.0.1', '2001:db8::1', 'metrics.example.org']) {
      expect(at(host), host).toEqual(['METRICS_HOST']);
      expect(at(host, { METRICS_PUBLIC: 'yes' }), host).toEqual([]);
    }
    for (const METRICS_PORT of ['x', '-1', '70000']) expect(faultsOf({ METRICS_PORT })).toEqual(['METRICS_PORT']);
  });

  test('half an outlet is a fault that says what to set, and none is lawful', () => {
    const half = { SMTP_URL: 'smtps://mail.example', SMS_GATEWAY_URL: 'https://texts.example/send' };
    expect(faultsOf(half)).toEqual(['MAIL_FROM', 'SMS_GATEWAY_KEY']);
    expect(faultsOf({ MAIL_FROM: 'a@b.example', SMS_GATEWAY_KEY: 'k' })).toEqual(['SMTP_URL', 'SMS_GATEWAY_URL']);
    expect(faultsOf({ ...half, MAIL_FROM: 'nobody', SMS_GATEWAY_KEY: 'two words' })).toHaveLength(2);
    expect(readConfig({}, production).outlets).toEqual({ mail: undefined, phone: undefined, printed: false });
  });

  test('a gateway is given its key over TLS, or on this machine', () => {
    const key = { SMS_GATEWAY_KEY: 'key' };
    expect(faultsOf({ ...key, SMS_GATEWAY_URL: 'http://texts.example/send' })).toEqual(['SMS_GATEWAY_URL']);
    expect(faultsOf({ ...key, SMS_GATEWAY_URL: 'http://127.0.0.1:9000/' })).toEqual([]);
  });

  test('I12 a provider of sign-ins is set up whole, or says what to set', () => {
    const whole = {
      PUBLIC_URL: 'https://rooms.example',
      OIDC_ISSUER: 'https://sign-in.example/realms/library',
      OIDC_CLIENT_ID: 'quietroom',
      OIDC_CLIENT_SECRET: 'a-secret',
      OIDC_NAME: 'City account',
    };
    expect(readConfig({ ...whole, OIDC_NAME_FA: 'حساب شهر' }).provider).toEqual({
      issuer: whole.OIDC_ISSUER,
      clientId: 'quietroom',
      clientSecret: 'a-secret',
      name: { en: 'City account', fa: 'حساب شهر' },
      strongBy: undefined,
      redirectUri: 'https://rooms.example/sign-in/provider',
    });
    expect(readConfig({}).provider).toBeUndefined();

    const { OIDC_ISSUER } = whole;
    const all = ['OIDC_CLIENT_ID', 'PUBLIC_URL', 'OIDC_CLIENT_SECRET', 'OIDC_NAME'];
    expect(faultsOf({ OIDC_ISSUER })).toEqual(all);
    expect(faultsOf({ OIDC_CLIENT_ID: 'quietroom' })).toEqual(['OIDC_ISSUER']);
    for (const issuer of ['http://sign-in.example', 'sign-in.example', 'https://sign-in.example/?tenant=1'])
      expect(faultsOf({ ...whole, OIDC_ISSUER: issuer })).toEqual(['OIDC_ISSUER']);
    expect(faultsOf({ ...whole, OIDC_ISSUER: 'http://localhost:9000' })).toEqual([]);
    expect(faultsOf({ ...whole, OIDC_CLIENT_SECRET_FILE: '/nowhere' })).toEqual(['OIDC_CLIENT_SECRET']);
    const inFile = { ...whole, OIDC_CLIENT_SECRET: '', OIDC_CLIENT_SECRET_FILE: import.meta.filename };
    expect(readConfig(inFile).provider?.clientSecret).toMatch(/^import/);
    expect(faultsOf({ ...inFile, OIDC_CLIENT_SECRET_FILE: '/nowhere' })).toEqual(['OIDC_CLIENT_SECRET_FILE']);
  });

  test('what opens something may stand in a file, and then nowhere else', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'quietroom-secret-')), 'url');
    writeFileSync(file, 'postgres://rooms:secret@db.example/rooms\n');
    expect(readConfig({ DATABASE_URL_FILE: file }).databaseUrl).toBe('postgres://rooms:secret@db.example/rooms');
    expect(faultsOf({ DATABASE_URL_FILE: file, DATABASE_URL: 'file:x.db' })).toEqual(['DATABASE_URL']);
    expect(faultsOf({ DATABASE_URL_FILE: '/nowhere' })).toEqual(['DATABASE_URL_FILE']);
    expect(faultsOf({ MAIL_FROM: 'a@b.example', SMTP_URL_FILE: '/nowhere' })).toContain('SMTP_URL_FILE');
    expect(faultsOf({ PORT_FILE: '/nowhere' })).toEqual([]);
  });

  test('I16 two factors of a provider are believed by a claim that is named, and by nothing else', () => {
    const whole = {
      PUBLIC_URL: 'https://rooms.example',
      OIDC_ISSUER: 'https://sign-in.example',
      OIDC_CLIENT_ID: 'quietroom',
      OIDC_CLIENT_SECRET: 'a-secret',
      OIDC_NAME: 'City account',
    };
    const by = (OIDC_SECOND_FACTOR: string) => readConfig({ ...whole, OIDC_SECOND_FACTOR }).provider?.strongBy;
    expect(by('amr=mfa')).toEqual({ claim: 'amr', values: ['mfa'] });
    expect(by('acr=gold,silver')).toEqual({ claim: 'acr', values: ['gold', 'silver'] });
    for (const OIDC_SECOND_FACTOR of ['yes', 'amr', 'amr=', 'sub=me'])
      expect(faultsOf({ ...whole, OIDC_SECOND_FACTOR })).toEqual(['OIDC_SECOND_FACTOR']);
  });

  test('messages are printed by a demonstration on this machine, and by nothing else', () => {
    expect(readConfig({}, { demo: true }).outlets.printed).toBe(true);
    expect(readConfig({ HOST: '0.0.0.0' }, { demo: true }).outlets.printed).toBe(false);
  });
});
