/** As much of JSON Schema as our own schemas come out as. */
export interface JsonSchema {
  $ref?: string;
  type?: string | string[];
  example?: unknown;
  examples?: unknown[];
  const?: unknown;
  enum?: unknown[];
  format?: string;
  minimum?: number;
  properties?: Record<string, JsonSchema>;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
}

/** Our schemas nest five deep; a reference to itself shall not go on for ever. */
const MAX_DEPTH = 8;

/** A value that the schema allows, made of its parts' own examples. */
export function exampleOf(schema: JsonSchema | undefined, named: Record<string, JsonSchema>, depth = 0): unknown {
  if (!schema || depth > MAX_DEPTH) return null;
  if (schema.$ref) return exampleOf(named[schema.$ref.replace(/^.*\//, '')], named, depth + 1);
  if (schema.example !== undefined) return schema.example;
  if (schema.examples?.length) return schema.examples[0];
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];

  const [choice] = schema.anyOf ?? schema.oneOf ?? [];
  if (choice) return exampleOf(choice, named, depth + 1);
  if (schema.allOf) {
    return Object.assign({}, ...schema.allOf.map((part) => exampleOf(part, named, depth + 1)));
  }
  if (schema.properties) {
    const parts = Object.entries(schema.properties);
    return Object.fromEntries(parts.map(([name, part]) => [name, exampleOf(part, named, depth + 1)]));
  }
  return plainExample(schema, named, depth);
}

function plainExample(schema: JsonSchema, named: Record<string, JsonSchema>, depth: number): unknown {
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  switch (type) {
    case 'array':
      return schema.items ? [exampleOf(schema.items, named, depth + 1)] : [];
    case 'integer':
    case 'number':
      return Math.max(schema.minimum ?? 1, 1);
    case 'boolean':
      return true;
    case 'string':
      return schema.format === 'date' ? '2026-11-24' : 'text';
    default:
      return {};
  }
}
