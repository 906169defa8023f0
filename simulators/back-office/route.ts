import type { FastifyRequest } from 'fastify';
import type { OperationId } from './interface.ts';
import type { Register } from './register.ts';
import type { TroubleSwitch } from './trouble.ts';
import type { WireLodgeRequest } from './wire.ts';
import type { WireMergeRequest } from './wire-records.ts';

export interface Office {
  readonly register: Register;
  readonly trouble: TroubleSwitch;
  /** What a kiosk that was away had lodged; throws where it cannot be read, or is no lodging of this kiosk. */
  readonly unsealed: (taken: WireMergeRequest) => Promise<WireLodgeRequest>;
}

/** One operation of the document: where it is asked for, and what is answered to a request that the document allows. */
export interface Route {
  readonly operation: OperationId;
  readonly method: 'GET' | 'POST';
  readonly url: string;
  /** For anybody: no kiosk has to prove itself. */
  readonly isPublic?: true;
  answer(office: Office, request: FastifyRequest): Promise<{ readonly status: number; readonly body?: unknown }>;
}

export const pathOf = (request: FastifyRequest) =>
  request.params as { readonly key: string; readonly kiosk: string; readonly code: string; readonly number: string };

export const kioskIn = (request: FastifyRequest): string => (request.body as { readonly kiosk: string }).kiosk;
