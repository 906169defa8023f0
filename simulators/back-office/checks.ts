import type { FastifyRequest } from 'fastify';
import { type Interface, type OperationId, readInterface, type Schema } from './interface.ts';
import { Refused } from './problem.ts';

export const idempotencyKey = (request: FastifyRequest) => request.headers['idempotency-key'] as string;

/**
 * Both directions against the document, through the validator that fastify brings. The document is read at the first request and not
 * at the start: reading it costs 50 ms, which the kiosk beside it would have to wait for.
 */
export function contractChecks() {
  let document: Interface | undefined;
  let key: Schema | undefined;
  const load = () => {
    document ??= readInterface();
    key ??= document.schema('Key');
    return { operations: document.operations, key };
  };
  const malformed = (detail: string) => new Refused({ status: 400, code: 'malformed', detail });
  return {
    request(operation: OperationId, request: FastifyRequest): void {
      const { operations, key } = load();
      const inPath = (request.params as { key?: string }).key;
      if (inPath !== undefined && !request.validateInput(inPath, key)) throw malformed('key');
      const body = operations.get(operation)?.requestBody;
      if (!body) return;
      const inHeader = idempotencyKey(request);
      if (!request.validateInput(inHeader, key)) throw malformed('Idempotency-Key');
      if (inPath !== undefined && inPath !== inHeader) throw new Refused({ status: 400, code: 'key-mismatch' });
      const valid = request.compileValidationSchema(body);
      // Only where it is wrong: what is there may be somebody's name.
      if (!valid(request.body)) throw malformed(valid.errors?.[0]?.instancePath || 'body');
    },
    response(operation: OperationId, request: FastifyRequest, status: number, body: unknown): void {
      const { operations } = load();
      const schema = operations.get(operation)?.responses.get(status);
      if (schema === undefined) throw new Error(`${operation} has no answer ${status} in openapi.yaml`);
      if (schema && !request.validateInput(body, schema)) throw new Error(`${operation} ${status} leaves openapi.yaml`);
    },
  };
}
