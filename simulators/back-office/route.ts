import type { FastifyRequest } from 'fastify';
import type { Result } from '../../drivers/result.ts';
import { idempotencyKeyOf } from './checks.ts';
import type { OperationId } from './interface.ts';
import { valueOrProblem } from './problem.ts';
import type { ApplicationRegister } from './register.ts';
import type { TroubleSwitch } from './trouble.ts';
import type { OfficeRefusal, WireLodgeRequest } from './wire.ts';
import type { WireMergeRequest } from './wire-records.ts';

export interface OfficeRouteContext {
  readonly register: ApplicationRegister;
  readonly trouble: TroubleSwitch;
  readonly titleOf: (service: string) => string;
  /** Throws if the application cannot be unsealed, or is another kiosk's. */
  readonly unsealed: (taken: WireMergeRequest) => Promise<WireLodgeRequest>;
}

export interface OfficeRoute {
  readonly operation: OperationId;
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly isPublic?: true;
  answer(
    office: OfficeRouteContext,
    request: FastifyRequest,
  ): Promise<{ readonly status: number; readonly body?: unknown }>;
}

export const pathParametersOf = (request: FastifyRequest) =>
  request.params as { readonly key: string; readonly kiosk: string; readonly code: string; readonly number: string };

export interface KioskRequest {
  readonly kiosk: string;
}

/** An operation under a key (from the path, if the path has one). It returns an answer or a refusal. */
export function keyedOperation<Body>(
  operation: OperationId,
  url: string,
  ask: (register: ApplicationRegister, key: string, body: Body) => Promise<Result<unknown, OfficeRefusal>>,
): OfficeRoute {
  return {
    operation,
    method: 'POST',
    url,
    async answer({ register }, request) {
      const key = url.includes(':key') ? pathParametersOf(request).key : idempotencyKeyOf(request);
      return { status: 200, body: valueOrProblem(await ask(register, key, request.body as Body)) };
    },
  };
}
