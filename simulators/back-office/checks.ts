import type { ValidateFunction } from 'ajv';
import type { FastifyRequest } from 'fastify';
import { componentAt, OPENAPI_FILE, type OperationId, readOfficeInterface, type SchemaPointer } from './interface.ts';
import { ProblemError } from './problem.ts';
import type { WireLodgeRequest } from './wire.ts';

export const idempotencyKeyOf = (request: FastifyRequest) => request.headers['idempotency-key'] as string;

let loaded: ReturnType<typeof loadChecks> | undefined;

/**
 * Checks requests and answers against the document. All offices of a process share the checks. The document and its validator are loaded at
 * the first request: at the start they would cost a tenth of the kiosk's cold start.
 */
export function contractChecks(): ReturnType<typeof loadChecks> {
  loaded ??= loadChecks();
  return loaded;
}

async function loadChecks() {
  const [{ Ajv2020 }, { default: formats }] = await Promise.all([import('ajv/dist/2020.js'), import('ajv-formats')]);
  const { document, operations } = readOfficeInterface();
  // The document's own keywords are no schema. `type: [string, 'null']` is OpenAPI's nullable.
  const ajv = new Ajv2020({ keywords: Object.keys(document), allowUnionTypes: true });
  formats.default(ajv);
  ajv.addSchema(document, OPENAPI_FILE);
  const validator = (at: SchemaPointer): ValidateFunction => {
    const compiled = ajv.getSchema(`${OPENAPI_FILE}${at}`);
    if (!compiled) throw new Error(`no schema at ${at}`);
    return compiled;
  };
  const isKey = validator(componentAt('Key'));
  const malformed = (detail: string) => new ProblemError({ status: 400, code: 'malformed', detail });
  return {
    request(operation: OperationId, request: FastifyRequest) {
      const { key: inPath, code } = request.params as { readonly key?: string; readonly code?: string };
      if ([inPath, code].some((key) => key !== undefined && !isKey(key))) throw malformed('key');
      const { requestBody: body = null, query } = operations.get(operation) ?? {};
      if (query && !ajv.compile(query)(request.query)) throw malformed('query');
      if (!body) return;
      const inHeader = idempotencyKeyOf(request);
      if (!isKey(inHeader)) throw malformed('Idempotency-Key');
      if (inPath !== undefined && inPath !== inHeader) throw new ProblemError({ status: 400, code: 'key-mismatch' });
      const valid = validator(body);
      // Without the value, which may be a person's name.
      if (!valid(request.body)) throw malformed(valid.errors?.[0]?.instancePath || 'body');
    },
    lodging(body: unknown): WireLodgeRequest {
      const at = operations.get('lodgeApplication')?.requestBody;
      if (!at || !validator(at)(body)) throw new ProblemError({ status: 422, code: 'not-readable' });
      return body as WireLodgeRequest;
    },
    response(operation: OperationId, status: number, body: unknown) {
      const answer = operations.get(operation)?.responses.get(status);
      if (answer === undefined) throw new Error(`${operation} has no answer ${status} in openapi.yaml`);
      if (answer && !validator(answer)(body)) throw new Error(`${operation} ${status} leaves openapi.yaml`);
    },
  };
}
