import { ok } from '../../../drivers/result.ts';
import type { Io } from '../../command/io.ts';
import { systemCredentialStore } from '../../credentials/credential-store.ts';
import { enrol } from '../../enrol/enrol.ts';
import { hashEnrolmentCode, readStoredIdentity } from '../../enrol/identity.ts';
import { provisionTrouble } from '../trouble.ts';
import type { PlanEffect } from './effects.ts';

export interface EnrolmentSource {
  readonly office: string;
  readonly code: string;
  readonly kiosk: string;
}

/** Effect that gets the kiosk's certificate; none if this code was already used for it. */
export function planEnrolment({ office, code, kiosk }: EnrolmentSource, io: Io): readonly PlanEffect[] {
  const has = readStoredIdentity(systemCredentialStore());
  if (has?.code === hashEnrolmentCode(code)) return [];
  return [
    {
      id: 'enrolment',
      says: `certificate of ${kiosk}`,
      now: has === null ? 'none' : 'of another code',
      after: `by ${office}`,
      async run() {
        const got = await enrol({ office, code }, { ...io, out: (text) => io.note(text.trimEnd()) });
        return got.ok
          ? ok(undefined)
          : provisionTrouble('PRV-141', got.error.line, 'then run the same provision again: it continues here');
      },
    },
  ];
}
