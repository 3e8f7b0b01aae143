import pg from 'pg';

const { BOOL, BYTEA, INT8, JSON, JSONB, NUMERIC } = pg.types.builtins;

type Parse = (value: never) => unknown;
const asText: Parse = (value: string) => value;
const asNumber: Parse = (value: string) => Number(value);
const defaultBytes = pg.types.getTypeParser(BYTEA) as (value: string) => Buffer;

/** Rows read alike on both engines: whole numbers, booleans as 0 or 1, bytes as plain Uint8Array, JSON as text. */
const own = new Map<number, Parse>([
  [BOOL, (value: string) => (value === 't' ? 1 : 0)],
  [INT8, asNumber],
  [NUMERIC, asNumber],
  [JSON, asText],
  [JSONB, asText],
  [
    BYTEA,
    (value: string) => {
      const { buffer, byteOffset, byteLength } = defaultBytes(value);
      return new Uint8Array(buffer, byteOffset, byteLength);
    },
  ],
]);

export const postgresTypes = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    (own.get(oid) ?? pg.types.getTypeParser(oid, format as 'text')) as never,
} as pg.CustomTypesConfig;
