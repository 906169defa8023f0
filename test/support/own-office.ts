import type { FoundApplication } from '../../device/back-office/contract.ts';
import type {
  ApplicationStatus,
  AppointmentStatus,
  OfficerReply,
  OwnApplicationChange,
  OwnApplicationOffice,
} from '../../device/back-office/own.ts';
import { err, ok } from '../../drivers/result.ts';

export const APPOINTMENT: AppointmentStatus = {
  day: '2026-11-27',
  from: '15:30',
  until: '16:00',
  window: '6',
  floor: 2,
  entry: 'early',
  move: true,
  opens: '2026-11-27T15:00',
  closes: '2026-11-27T16:10',
};

export const EXISTING_APPLICATION: ApplicationStatus = {
  stage: 'in-work',
  missing: [],
  lies: null,
  reply: null,
  cancel: 'none',
  cancelled: null,
  appointment: null,
};

export const OFFICER_REPLY: OfficerReply = { at: '2026-12-15', rated: null, lines: ['Müraciətiniz araşdırılıb.'] };

export function applyOwnChange(found: FoundApplication, change: OwnApplicationChange): FoundApplication {
  const standing = found.standing ?? EXISTING_APPLICATION;
  const { appointment } = standing;
  switch (change.do) {
    case 'cancel': {
      const cancelled = { at: '2026-11-24T14:32:00+04:00', money: standing.cancel ?? 'none' };
      const after = { ...standing, cancel: null, cancelled, appointment: null };
      return { ...found, state: 'closed', withdrawn: 'cancelled', answers: {}, registered: null, standing: after };
    }
    case 'move':
      return { ...found, standing: { ...standing, appointment: appointment && { ...appointment, entry: 'early' } } };
    case 'check-in': {
      const entered = appointment && { ...appointment, entry: 'checked-in' as const, move: false };
      return { ...found, standing: { ...standing, cancel: null, appointment: entered } };
    }
    case 'rate':
      return {
        ...found,
        standing: { ...standing, reply: standing.reply && { ...standing.reply, rated: change.score } },
      };
    default:
      return change satisfies never;
  }
}

interface OwnState {
  readonly down: boolean;
  found: FoundApplication | null;
  changes: { readonly key: string; readonly change: OwnApplicationChange }[];
  /** Reason for which the office refuses changes; `null`: it makes them. */
  noChange: string | null;
  /** Whether the answers to changes are lost. The office makes the changes. */
  loseAnswers: boolean;
  /** Whether the office refuses requests with `not-confirmed`. */
  readonly unconfirmed: boolean;
}

const DOWN = err({ code: 'BKO-101', kind: 'unreachable', detail: 'down' } as const);
const refusedFor = (reason: string) => err({ code: 'BKO-102', kind: 'refused', reason } as const);

export function ownOffice(state: OwnState): OwnApplicationOffice {
  return {
    change: async (key, _request, change) => {
      if (state.down) return DOWN;
      if (state.noChange !== null) return refusedFor(state.noChange);
      if (!state.found) return refusedFor('unknown-application');
      if (!state.changes.some((each) => each.key === key)) {
        state.changes.push({ key, change });
        state.found = applyOwnChange(state.found, change);
      }
      return state.loseAnswers ? DOWN : ok(state.found);
    },
    readReply: async () => {
      if (state.down) return DOWN;
      return state.unconfirmed ? refusedFor('not-confirmed') : ok(OFFICER_REPLY);
    },
    findBooking: async () => {
      if (state.down) return DOWN;
      return state.found ? ok(state.found) : refusedFor('unknown-application');
    },
  };
}
