import { z } from 'zod';
import { ok, type Result } from '../../drivers/result.ts';
import type { SealedVisit } from '../park/seal.ts';
import { emptyAnswer, offsetDateTime } from './answers.ts';
import type { OfficeRequester } from './ask.ts';
import type { BackOfficeTrouble } from './contract.ts';

/** Requests about parked visits. The office keeps each visit sealed, under the id of its slip. Each request may be repeated. */
export interface ParkedVisitOffice {
  storeParked(id: string, visit: ParkedVisitRequest, signal: AbortSignal): Promise<Result<void, BackOfficeTrouble>>;
  /** The office refuses with `not-parked` if the visit was continued, has expired or was never stored. */
  readParked(id: string, kiosk: string, signal: AbortSignal): Promise<Result<SealedVisit, BackOfficeTrouble>>;
  deleteParked(id: string, kiosk: string, signal: AbortSignal): Promise<Result<void, BackOfficeTrouble>>;
}

export interface ParkedVisitRequest extends SealedVisit {
  readonly kiosk: string;
}

const LONGEST_SEALED = 60_000;

const parkedAnswer = z.object({
  sealed: z.base64().min(1).max(LONGEST_SEALED),
  until: offsetDateTime,
});

export function parkedVisitOffice(ask: OfficeRequester): ParkedVisitOffice {
  return {
    async storeParked(id, { sealed, ...rest }, signal) {
      const body = { ...rest, sealed: Buffer.from(sealed).toString('base64') };
      const stored = await ask.for(
        emptyAnswer,
        { path: `/v1/parked/${id}`, key: id, body, isOptional: true },
        [200],
        signal,
      );
      return stored.ok ? ok(undefined) : stored;
    },
    async readParked(id, kiosk, signal) {
      const question = { path: `/v1/parked/${id}/reading`, key: id, body: { kiosk }, isOptional: true } as const;
      const read = await ask.for(parkedAnswer, question, [200], signal);
      return read.ok ? ok({ ...read.value, sealed: Buffer.from(read.value.sealed, 'base64') }) : read;
    },
    async deleteParked(id, kiosk, signal) {
      const question = { path: `/v1/parked/${id}/deletion`, key: id, body: { kiosk } };
      const deleted = await ask.for(emptyAnswer, question, [200], signal);
      return deleted.ok ? ok(undefined) : deleted;
    },
  };
}
