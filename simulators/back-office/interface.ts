import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { load } from 'js-yaml';

type Json = Readonly<Record<string, unknown>>;

export const OPENAPI_FILE = 'openapi.yaml';

/** JSON Pointer as a URI fragment (RFC 6901, section 6). */
export type SchemaPointer = `#/${string}`;

export type OperationId =
  | 'quoteService'
  | 'readFreeSlots'
  | 'holdSlot'
  | 'extendHold'
  | 'releaseSlot'
  | 'readKnown'
  | 'sendCode'
  | 'checkCode'
  | 'readPhoneIdentityOffer'
  | 'startPhoneIdentity'
  | 'readPhoneIdentityNews'
  | 'cancelPhoneIdentity'
  | 'storeParkedVisit'
  | 'readParkedVisit'
  | 'deleteParkedVisit'
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

export interface OpenApiOperation {
  readonly requestBody: SchemaPointer | null;
  /** Schema of the query, with the required members and no unknown ones. */
  readonly query: Json;
  /** Schema of each status; `null`: no body. */
  readonly responses: ReadonlyMap<number, SchemaPointer | null>;
}

export interface OfficeInterface {
  readonly document: Json;
  readonly operations: ReadonlyMap<string, OpenApiOperation>;
}

/**
 * The OpenAPI document, with a pointer to each schema of requests and answers. `path` is a YAML file. Without it, the document is searched
 * in `device/back-office/` of this folder and of every folder above. This finds it from the sources and from a build alike.
 */
export function readOfficeInterface(path = findInterface()): OfficeInterface {
  const document = load(readFileSync(path, 'utf8')) as Json;
  const operations = new Map<string, OpenApiOperation>();
  for (const url of Object.keys(document['paths'] as Json)) {
    const at: SchemaPointer = `#/paths/${escaped(url)}`;
    for (const method of Object.keys(partAt(document, at))) {
      const operation = partAt(document, `${at}/${method}`);
      operations.set(operation['operationId'] as string, readOperation(document, `${at}/${method}`));
    }
  }
  return { document, operations };
}

export const componentAt = (name: string): SchemaPointer => `#/components/schemas/${name}`;

function readOperation(document: Json, at: SchemaPointer): OpenApiOperation {
  const { parameters = [], requestBody, responses } = partAt<OperationPart>(document, at);
  return {
    requestBody: requestBody === undefined ? null : contentAt(document, `${at}/requestBody`),
    query: queryOf(document, at, parameters.length),
    responses: new Map(
      Object.keys(responses).map((status) => [Number(status), contentAt(document, `${at}/responses/${status}`)]),
    ),
  };
}

function queryOf(document: Json, at: SchemaPointer, count: number): Json {
  const places = Array.from({ length: count }, (_, nth) => followed(document, `${at}/parameters/${nth}`));
  const inQuery = places
    .map((place) => ({ ...partAt<Parameter>(document, place), $ref: `${OPENAPI_FILE}${place}/schema` }))
    .filter((parameter) => parameter.in === 'query');
  return {
    type: 'object',
    additionalProperties: false,
    required: inQuery.filter(({ required }) => required === true).map(({ name }) => name),
    properties: Object.fromEntries(inQuery.map(({ name, $ref }) => [name, { $ref }])),
  };
}

interface OperationPart {
  readonly parameters?: readonly unknown[];
  readonly requestBody?: unknown;
  readonly responses: Json;
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
}

function contentAt(document: Json, at: SchemaPointer): SchemaPointer | null {
  const place = followed(document, at);
  const content = Object.entries((partAt(document, place)['content'] ?? {}) as Record<string, Json>)[0];
  return content?.[1]['schema'] ? `${place}/content/${escaped(content[0])}/schema` : null;
}

function followed(document: Json, at: SchemaPointer): SchemaPointer {
  const reference = partAt(document, at)['$ref'];
  return typeof reference === 'string' ? (reference as SchemaPointer) : at;
}

function partAt<T = Json>(document: Json, pointer: SchemaPointer): T {
  let at: unknown = document;
  for (const name of pointer.slice(2).split('/')) at = (at as Json)[unescaped(name)];
  return at as T;
}

const escaped = (name: string): string => encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'));
const unescaped = (name: string): string => decodeURIComponent(name).replaceAll('~1', '/').replaceAll('~0', '~');

function findInterface(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const path = join(folder, 'device', 'back-office', 'openapi.yaml');
    if (existsSync(path)) return path;
    if (dirname(folder) === folder) throw new Error('device/back-office/openapi.yaml is nowhere above this file');
    folder = dirname(folder);
  }
}
