/** As much of JSON Schema as the document is made of. A word that is not here stands in no schema of ours: see `assertKnown`. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  example?: unknown;
  format?: string;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  items?: Schema;
  minItems?: number;
  maxItems?: number;
  required?: string[];
  properties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
}

export type Schemas = Record<string, Schema>;

export function resolved(schema: Schema, schemas: Schemas): Schema {
  if (!schema.$ref) return schema;
  const { $ref, ...own } = schema;
  const named = schemas[$ref.replace('#/components/schemas/', '')];
  if (!named) throw new Error(`the document has no ${$ref}`);
  return { ...resolved(named, schemas), ...own };
}

const FORMATS: Record<string, RegExp> = {
  date: /^\d{4}-\d{2}-\d{2}$/,
  'date-time': /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/,
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
};

/** Where the value is not what the schema says, in words; nothing where it fits. */
export function misfits(value: unknown, given: Schema, schemas: Schemas, path = 'body'): string[] {
  const schema = resolved(given, schemas);
  for (const part of schema.allOf ?? []) {
    const wrong = misfits(value, part, schemas, path);
    if (wrong.length > 0) return wrong;
  }
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices && choices.every((choice) => misfits(value, choice, schemas, path).length > 0))
    return [`${path} is none of its choices`];
  if (schema.enum && !schema.enum.includes(value)) return [`${path} is not one of the list: ${JSON.stringify(value)}`];
  if (schema.const !== undefined && schema.const !== value) return [`${path} is not ${JSON.stringify(schema.const)}`];

  const types = [schema.type ?? []].flat();
  if (types.length > 0 && !types.some((type) => isOfType(value, type)))
    return [`${path} is not ${types.join(' or ')}: ${JSON.stringify(value)?.slice(0, 60)}`];
  if (typeof value === 'string') return textMisfits(value, schema, path);
  if (typeof value === 'number') return numberMisfits(value, schema, path);
  if (Array.isArray(value)) return listMisfits(value, schema, schemas, path);
  return typeof value === 'object' && value !== null ? objectMisfits(value, schema, schemas, path) : [];
}

function isOfType(value: unknown, type: string): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'array':
      return Array.isArray(value);
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    case 'integer':
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}

function textMisfits(value: string, { minLength = 0, maxLength = Infinity, pattern, format }: Schema, path: string) {
  const { length } = [...value];
  if (length < minLength || length > maxLength) return [`${path} has ${length} characters`];
  if (pattern && !new RegExp(pattern, 'u').test(value)) return [`${path} is not of its pattern: ${value.slice(0, 60)}`];
  if (format && FORMATS[format] && !FORMATS[format].test(value))
    return [`${path} is no ${format}: ${value.slice(0, 60)}`];
  return [];
}

function numberMisfits(value: number, { minimum = -Infinity, maximum = Infinity }: Schema, path: string): string[] {
  return value < minimum || value > maximum ? [`${path} is ${value}`] : [];
}

function listMisfits(value: unknown[], schema: Schema, schemas: Schemas, path: string): string[] {
  const { items, minItems = 0, maxItems = Infinity } = schema;
  if (value.length < minItems || value.length > maxItems) return [`${path} has ${value.length} items`];
  return items ? value.flatMap((item, place) => misfits(item, items, schemas, `${path}[${place}]`)) : [];
}

function objectMisfits(value: object, schema: Schema, schemas: Schemas, path: string): string[] {
  const { properties = {}, required = [], additionalProperties } = schema;
  const missing = required.filter((name) => !Object.hasOwn(value, name)).map((name) => `${path}.${name} is missing`);
  const wrong = Object.entries(value).flatMap(([name, part]) => {
    const own = properties[name];
    if (own) return misfits(part, own, schemas, `${path}.${name}`);
    if (additionalProperties === false) return [`${path}.${name} is not of the schema`];
    return typeof additionalProperties === 'object'
      ? misfits(part, additionalProperties, schemas, `${path}.${name}`)
      : [];
  });
  return [...missing, ...wrong];
}
