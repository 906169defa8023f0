import { MAX_PIECE_BYTES } from '../../../drivers/id-reader/pn532/codec.ts';
import type {
  AnswerFields,
  CommandFields,
  Pn532Answer,
  Pn532Command,
} from '../../../drivers/id-reader/pn532/messages.ts';
import { CARD_SILENT, NO_SUCH_CARD } from '../../../drivers/id-reader/pn532/troubles.ts';
import { type Field, FRAME_WAIT_MS } from './field.ts';

/** What becomes of a command. */
export type Doing =
  | { readonly does: 'answer'; readonly answer: Pn532Answer; readonly afterMs: number }
  | { readonly does: 'syntax-error' }
  /** Looks for a card: at most so many ms, or without end (`null`). */
  | { readonly does: 'look'; readonly forMs: number | null };

/** The firmware: what it remembers between commands, and what each of them does. */
export interface Chip {
  execute(command: Pn532Command): Doing;
  /** The answer to a list when there is a card now. */
  found(): Doing | undefined;
  /** What the command is answered with when the card goes while it is being done; `undefined`: nothing else than without. */
  cardGone(command: Pn532Command): Doing | undefined;
  /** Power was away: everything is as it was in the factory. */
  reset(): void;
}

/** Firmware 1.6, types A and B and ISO 18092 [UM0701-02 §7.2.2]. */
const FIRMWARE: AnswerFields['get-firmware-version'] = { ic: 0x32, version: 1, revision: 6, support: 7 };
const WITHOUT_END = 0xff;
/** One look for a card of type A: request and its time-out. */
const ONE_LOOK_MS = 5;
/** From the last byte of a command to the first of what it causes. */
const THINKS_MS = 0.3;
const OK = { error: 0, more: false };
const PRESENCE_TEST = 6;
const COMMUNICATION_TEST = 0;
const TARGET = 1;

export function createChip(field: Field): Chip {
  let passiveActivation = WITHOUT_END;
  let hasTarget = false;
  let collected: readonly number[] = [];
  let rest: Uint8Array = new Uint8Array();

  const answer = (given: Pn532Answer, ms = 0): Doing => ({ does: 'answer', answer: given, afterMs: THINKS_MS + ms });

  function forgetCard(): void {
    hasTarget = false;
    collected = [];
    rest = new Uint8Array();
  }

  function diagnose({ test, parameters }: CommandFields['diagnose']): Doing {
    const result = (bytes: readonly number[], ms = 0) =>
      answer({ kind: 'diagnose', fields: { result: Uint8Array.from(bytes) } }, ms);
    if (test === COMMUNICATION_TEST) return result([test, ...parameters]);
    if (test !== PRESENCE_TEST) return { does: 'syntax-error' };
    if (!hasTarget) return result([NO_SUCH_CARD]);
    const onAir = field.present();
    return result([onAir.ok ? 0 : onAir.error], onAir.ms);
  }

  function exchange({ target, more, data }: CommandFields['in-data-exchange']): Doing {
    const given = (error: number, bytes: Uint8Array, hasMore: boolean, ms: number) =>
      answer({ kind: 'in-data-exchange', fields: { status: { error, more: hasMore }, data: bytes } }, ms);
    const none = new Uint8Array();
    if (!hasTarget || target !== TARGET) return given(NO_SUCH_CARD, none, false, 0);
    if (more) {
      collected = [...collected, ...data];
      return given(0, none, false, 0);
    }
    let ms = 0;
    if (rest.length === 0 || data.length > 0) {
      const onAir = field.exchange(Uint8Array.of(...collected, ...data));
      collected = [];
      ms = onAir.ms;
      if (!onAir.ok) return given(onAir.error, none, false, ms);
      rest = onAir.answer;
    }
    const piece = rest.slice(0, MAX_PIECE_BYTES);
    rest = rest.slice(MAX_PIECE_BYTES);
    return given(0, piece, rest.length > 0, ms);
  }

  function found(): Doing | undefined {
    const activated = field.activate();
    if (!activated) return undefined;
    hasTarget = true;
    const { sensRes, selRes, uid, ats } = activated.card;
    const targets = [{ target: TARGET, sensRes, selRes, uid, ats }];
    return answer({ kind: 'in-list-passive-target', fields: { targets } }, activated.ms);
  }

  function look({ modulation }: CommandFields['in-list-passive-target']): Doing {
    forgetCard();
    field.setOn(true);
    const looks = passiveActivation === WITHOUT_END ? null : (passiveActivation + 1) * ONE_LOOK_MS;
    // Other modulations are looked for too; there is never a card of theirs.
    return (modulation === 0 ? found() : undefined) ?? { does: 'look', forMs: looks };
  }

  function configure(fields: CommandFields['rf-configuration']): Doing {
    if (fields.item === 'max-retries') passiveActivation = fields.passiveActivation;
    if (fields.item === 'field') {
      field.setOn(fields.on);
      if (!fields.on) forgetCard();
    }
    return answer({ kind: 'rf-configuration', fields: {} });
  }

  function cardGone({ kind }: Pn532Command): Doing | undefined {
    rest = new Uint8Array();
    collected = [];
    const error = CARD_SILENT;
    if (kind === 'diagnose') {
      return answer({ kind, fields: { result: Uint8Array.of(error) } }, FRAME_WAIT_MS);
    }
    if (kind !== 'in-data-exchange') return undefined;
    return answer({ kind, fields: { status: { error, more: false }, data: new Uint8Array() } }, FRAME_WAIT_MS);
  }

  return {
    found,
    cardGone,
    execute(command) {
      switch (command.kind) {
        case 'diagnose':
          return diagnose(command.fields);
        case 'get-firmware-version':
          return answer({ kind: 'get-firmware-version', fields: FIRMWARE });
        case 'sam-configuration':
        case 'set-serial-baud-rate':
          return answer({ kind: command.kind, fields: {} });
        case 'rf-configuration':
          return configure(command.fields);
        case 'in-list-passive-target':
          return look(command.fields);
        case 'in-data-exchange':
          return exchange(command.fields);
        case 'in-release':
          forgetCard();
          return answer({ kind: 'in-release', fields: { status: OK } });
        case 'in-select': {
          const isKnown = hasTarget && command.fields.target === TARGET;
          return answer({ kind: 'in-select', fields: { status: isKnown ? OK : { error: NO_SUCH_CARD, more: false } } });
        }
        case 'unknown':
          return { does: 'syntax-error' };
        default:
          return command satisfies never;
      }
    },
    reset() {
      forgetCard();
      passiveActivation = WITHOUT_END;
      field.setOn(false);
    },
  };
}
