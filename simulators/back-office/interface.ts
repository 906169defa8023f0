import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { load } from 'js-yaml';

/** A JSON Schema that can be compiled alone: the document's components travel with it, so its `$ref`s resolve. */
export type Schema = Readonly<Record<string, unknown>>;

export type OperationId =
  | 'quoteService'
  | 'readFreeSlots'
  | 'holdSlot'
  | 'extendHold'
  | 'releaseSlot'
  | 'readKnown'
  | 'sendCode'
  | 'checkCode'
  | 'lookUpDues'
  | 'listDues'
  | 'lodgeApplication'
  | 'readApplication'
  | 'lookUpApplication'
  | 'issueDuplicate'
  | 'findBooking'
  | 'cancelApplication'
  | 'moveAppointment'
  | 'checkIn'
  | 'readReply'
  | 'rateReply'
  | 'listApplications'
  | 'registerApplication'
  | 'readDocument'
  | 'verifyDocument'
  | 'sendMessage'
  | 'readAccesses'
  | 'reserveReferences'
  | 'mergeApplication'
  | 'tellCredit'
  | 'reserveCredit'
  | 'withdrawApplication'
  | 'leaveSurvey'
  | 'readHealth';

export interface Operation {
  readonly requestBody: Schema | null;
  /** Its query as one object: what is required, and nothing that is not in the document. */
  readonly query: Schema;
  /** By status; `null` where the answer has no body. */
  readonly responses: ReadonlyMap<number, Schema | null>;
}

export interface Interface {
  readonly operations: ReadonlyMap<string, Operation>;
  /** A schema of `components/schemas` by its name. */
  schema(name: string): Schema;
}

/**
 * The OpenAPI document, as schemas for the two directions. `path` is a YAML file; without it the document is looked for in
 * `device/back-office/` of this folder and of every folder above, which finds it from the sources and from a build alike.
 */
export function readInterface(path = findInterface()): Interface {
  const document = load(readFileSync(path, 'utf8')) as Json;
  const alone = (schema: Json): Schema => ({ ...schema, components: document['components'] });
  const operations = new Map<string, Operation>();
  for (const methods of Object.values(document['paths'] as Record<string, Json>)) {
    for (const operation of Object.values(methods as Record<string, Json>)) {
      operations.set(operation['operationId'] as string, readOperation(operation, document, alone));
    }
  }
  return { operations, schema: (name) => alone({ $ref: `#/components/schemas/${name}` }) };
}

type Json = Readonly<Record<string, unknown>>;

function readOperation(operation: Json, document: Json, alone: (schema: Json) => Schema): Operation {
  const body = operation['requestBody'] as Json | undefined;
  const responses = new Map<number, Schema | null>();
  for (const [status, response] of Object.entries(operation['responses'] as Record<string, Json>)) {
    const schema = contentSchema(follow(response, document));
    responses.set(Number(status), schema && alone(schema));
  }
  const schema = body && contentSchema(body);
  return { requestBody: schema ? alone(schema) : null, query: alone(querySchema(operation, document)), responses };
}

function querySchema(operation: Json, document: Json): Json {
  const all = ((operation['parameters'] ?? []) as Json[]).map((part) => follow(part, document));
  const inQuery = all.filter((parameter) => parameter['in'] === 'query');
  return {
    type: 'object',
    additionalProperties: false,
    required: inQuery.filter(({ required }) => required === true).map(({ name }) => name),
    properties: Object.fromEntries(inQuery.map(({ name, schema }) => [name, schema])),
  };
}

function contentSchema(part: Json): Json | null {
  const content = Object.values((part['content'] ?? {}) as Record<string, Json>)[0];
  return (content?.['schema'] as Json | undefined) ?? null;
}

function follow(part: Json, document: Json): Json {
  const reference = part['$ref'];
  if (typeof reference !== 'string') return part;
  let at: unknown = document;
  for (const step of reference.slice(2).split('/')) at = (at as Json)[step];
  return at as Json;
}

function findInterface(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const path = join(folder, 'device', 'back-office', 'openapi.yaml');
    if (existsSync(path)) return path;
    if (dirname(folder) === folder) throw new Error('device/back-office/openapi.yaml is nowhere above this file');
    folder = dirname(folder);
  }
}
