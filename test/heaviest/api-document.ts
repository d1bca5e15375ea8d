/** A schema of the OpenAPI document, as far as bodies need it. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  properties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
  items?: Schema;
  allOf?: Schema[];
  oneOf?: Schema[];
  enum?: unknown[];
  format?: string;
  pattern?: string;
  maxItems?: number;
  maxLength?: number;
  maxProperties?: number;
  minimum?: number;
}

export interface Route {
  method: string;
  /** Without the version's prefix, as the table of expectations has it. */
  path: string;
  /** Null where it takes no JSON. */
  body: Schema | null;
  takesFile: boolean;
}

export interface ApiDocument {
  paths: Record<string, Record<string, { requestBody?: { content: Record<string, { schema: Schema }> } }>>;
  components: { schemas: Record<string, Schema> };
}

/** Every route of the document with what it takes. */
export function routesOf(document: ApiDocument): Route[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, { requestBody }]) => ({
      method: method.toUpperCase(),
      path: path.replace('/api/v1', ''),
      body: requestBody?.content['application/json']?.schema ?? null,
      takesFile: requestBody?.content['multipart/form-data'] !== undefined,
    })),
  );
}

/** The schema itself, with what it refers to and is composed of. */
export function resolved(document: ApiDocument, schema: Schema | null | undefined): Schema {
  if (!schema) return {};
  if (schema.$ref)
    return resolved(document, document.components.schemas[schema.$ref.split('/').at(-1) ?? '']);
  if (schema.oneOf) return resolved(document, schema.oneOf[0]);
  if (!schema.allOf) return schema;
  const parts = schema.allOf.map((part) => resolved(document, part));
  return Object.assign({}, ...parts, {
    properties: Object.assign({}, ...parts.map(({ properties }) => properties ?? {})) as Record<
      string,
      Schema
    >,
  }) as Schema;
}
