import { ok } from '../../../drivers/result.ts';
import type { Io } from '../../command/io.ts';
import { systemStore } from '../../credentials/credential-store.ts';
import { enrol } from '../../enrol/enrol.ts';
import { codeHash, keptIdentity } from '../../enrol/identity.ts';
import { trouble } from '../trouble.ts';
import type { Effect } from './effects.ts';

/** Where a kiosk gets its certificate, and with what; and as which kiosk. */
export interface Enrolling {
  readonly office: string;
  readonly code: string;
  readonly kiosk: string;
}

/** The certificate by which the office knows this kiosk; nothing where it was got with this code already. */
export function planEnrolment({ office, code, kiosk }: Enrolling, io: Io): readonly Effect[] {
  const has = keptIdentity(systemStore());
  if (has?.code === codeHash(code)) return [];
  return [
    {
      id: 'enrolment',
      says: `certificate of ${kiosk}`,
      now: has === null ? 'none' : 'of another code',
      after: `by ${office}`,
      async run() {
        // What it finds goes beside the result of provisioning, not into it.
        const got = await enrol({ office, code }, { ...io, out: (text) => io.note(text.trimEnd()) });
        return got.ok
          ? ok(undefined)
          : trouble('PRV-141', got.error.line, 'then run the same provision again: it goes on here');
      },
    },
  ];
}
