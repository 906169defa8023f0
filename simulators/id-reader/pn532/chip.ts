import { concat } from '../../../drivers/bytes.ts';
import { MAX_APDU_COMMAND_BYTES } from '../../../drivers/id-reader/apdu/channel.ts';
import { MAX_PIECE_BYTES } from '../../../drivers/id-reader/pn532/codec.ts';
import { type PassiveTarget, writeTarget } from '../../../drivers/id-reader/pn532/layouts.ts';
import type {
  AnswerFields,
  CommandFields,
  Pn532Answer,
  Pn532Command,
} from '../../../drivers/id-reader/pn532/messages.ts';
import { CARD_SILENT_ERROR, NO_SUCH_CARD } from '../../../drivers/id-reader/pn532/troubles.ts';
import { type AntennaField, type AntennaResult, FRAME_WAIT_MS } from './field.ts';
import { autoPolledType, createPn532Settings, WITHOUT_END } from './settings.ts';

export type Pn532CommandResult =
  /** `thenSleeps`: the chip sleeps after this answer. */
  | { readonly does: 'answer'; readonly answer: Pn532Answer; readonly afterMs: number; readonly thenSleeps?: true }
  | { readonly does: 'syntax-error' }
  | CardPolling;

/** In ms; `null`: without end. */
export interface CardPolling {
  readonly does: 'look';
  readonly forMs: number | null;
  found(): Pn532CommandResult | undefined;
  readonly nothing: Pn532Answer;
}

/** Firmware 1.6, types A and B, ISO 18092 [UM0701-02 §7.2.2]. */
const FIRMWARE: AnswerFields['get-firmware-version'] = { ic: 0x32, version: 1, revision: 6, support: 7 };
/** One search for type A: request and timeout. */
const ONE_LOOK_MS = 5;
/** One search for a partner: the chip's default wait for an ATR_RES [§7.3.1]. */
const ONE_PARTNER_LOOK_MS = 102.4;
/** InJumpForDEP [§7.3.3]: peer-to-peer; no document reader needs it. */
const IN_JUMP_FOR_DEP = 0x56;
const THINKS_MS = 0.3;
const PRESENCE_TEST = 6;
const COMMUNICATION_TEST = 0;
const TARGET = 1;
const BUFFER_TOO_SMALL = 0x07;
/** Most cards of each modulation [§7.3.5]: type A, FeliCa at two rates, type B, Jewel. */
const MODULATIONS: readonly number[] = [2, 2, 2, 2, 1];
const TYPE_A = 0x00;
const NONE = new Uint8Array();
const statusOf = (error: number, more = false) => ({ error, more });
const OK = statusOf(0);

export class Pn532Firmware {
  readonly #field: AntennaField;
  readonly #settings = createPn532Settings();
  /** Also a deselected card. */
  #target: PassiveTarget | undefined;
  #isDeselected = false;
  #lastError = 0;
  #collected: Uint8Array = NONE;
  #rest: Uint8Array = NONE;

  constructor(field: AntennaField) {
    this.#field = field;
  }

  execute(command: Pn532Command): Pn532CommandResult {
    switch (command.kind) {
      case 'diagnose':
        return this.#diagnose(command.fields);
      case 'get-firmware-version':
        return answered({ kind: 'get-firmware-version', fields: FIRMWARE });
      case 'get-general-status':
        return this.#generalStatus();
      case 'read-register':
        return answered({ kind: 'read-register', fields: { values: this.#settings.read(command.fields.addresses) } });
      case 'write-register':
        this.#settings.write(command.fields.writes);
        return answered({ kind: 'write-register', fields: {} });
      case 'set-parameters':
        this.#settings.setParameters(command.fields.flags);
        return answered({ kind: 'set-parameters', fields: {} });
      case 'power-down':
        return this.#powerDown(command.fields);
      case 'sam-configuration':
      case 'set-serial-baud-rate':
        return answered({ kind: command.kind, fields: {} });
      case 'rf-configuration':
        return this.#configure(command.fields);
      case 'in-list-passive-target':
        return this.#list(command.fields);
      case 'in-auto-poll':
        return this.#autoPoll(command.fields);
      case 'in-data-exchange':
        return this.#exchange(command.fields);
      case 'in-communicate-thru':
        return this.#communicate(command.fields);
      case 'in-deselect':
      case 'in-release':
      case 'in-select':
        return this.#aboutCard(command.kind, command.fields.target);
      case 'unknown':
        return command.fields.code === IN_JUMP_FOR_DEP
          ? this.#jumpForPartner(command.fields.parameters)
          : { does: 'syntax-error' };
      default:
        return command satisfies never;
    }
  }

  reset(): void {
    this.#forgetCard();
    this.#lastError = 0;
    this.#settings.reset();
    this.#field.setOn(false);
  }

  /** `undefined`: no change. */
  cardGone({ kind }: Pn532Command): Pn532CommandResult | undefined {
    this.#rest = NONE;
    this.#collected = NONE;
    const error = CARD_SILENT_ERROR;
    if (kind === 'diagnose') {
      return answered({ kind, fields: { result: Uint8Array.of(error) } }, FRAME_WAIT_MS);
    }
    if (kind !== 'in-data-exchange' && kind !== 'in-communicate-thru') return undefined;
    return this.#given(kind, error, NONE, FRAME_WAIT_MS);
  }

  wakesByLine(): boolean {
    return this.#settings.wakesByLine();
  }

  #forgetCard(): void {
    this.#target = undefined;
    this.#isDeselected = false;
    this.#collected = NONE;
    this.#rest = NONE;
  }

  #diagnose({ test, parameters }: CommandFields['diagnose']): Pn532CommandResult {
    const result = (bytes: readonly number[], ms = 0) =>
      answered({ kind: 'diagnose', fields: { result: Uint8Array.from(bytes) } }, ms);
    if (test === COMMUNICATION_TEST) return result([test, ...parameters]);
    if (test !== PRESENCE_TEST) return { does: 'syntax-error' };
    if (!this.#target) return result([NO_SUCH_CARD]);
    const onAir = this.#field.present();
    return result([onAir.ok ? 0 : onAir.error], onAir.ms);
  }

  /** Answers, and keeps the error of the last card command [§7.2.3]. */
  #given(
    kind: 'in-data-exchange' | 'in-communicate-thru',
    error: number,
    data: Uint8Array = NONE,
    ms = 0,
    more = false,
  ): Pn532CommandResult {
    this.#lastError = error;
    return answered({ kind, fields: { status: statusOf(error, more), data } }, ms);
  }

  #exchange({ target: number, more, data }: CommandFields['in-data-exchange']): Pn532CommandResult {
    if (!this.#target || number !== TARGET) return this.#given('in-data-exchange', NO_SUCH_CARD);
    if (this.#collected.length + data.length > MAX_APDU_COMMAND_BYTES) {
      this.#collected = NONE;
      return this.#given('in-data-exchange', BUFFER_TOO_SMALL);
    }
    if (more) {
      this.#collected = concat(this.#collected, data);
      return this.#given('in-data-exchange', 0);
    }
    let ms = 0;
    if (this.#rest.length === 0 || data.length > 0) {
      const awake = this.#selected();
      const onAir = awake.ok ? this.#field.exchange(concat(this.#collected, data)) : awake;
      this.#collected = NONE;
      ms = onAir.ms;
      if (!onAir.ok) return this.#given('in-data-exchange', onAir.error, NONE, ms);
      this.#rest = onAir.answer;
    }
    const piece = this.#rest.slice(0, MAX_PIECE_BYTES);
    this.#rest = this.#rest.slice(MAX_PIECE_BYTES);
    return this.#given('in-data-exchange', 0, piece, ms, this.#rest.length > 0);
  }

  /** Before an exchange [§7.3.8, §7.3.12]. */
  #selected(): AntennaResult {
    const onAir: AntennaResult = this.#isDeselected ? this.#field.wake() : { ok: true, answer: NONE, ms: 0 };
    if (onAir.ok) this.#isDeselected = false;
    return onAir;
  }

  #communicate({ data }: CommandFields['in-communicate-thru']): Pn532CommandResult {
    const onAir = this.#field.block(data);
    return this.#given('in-communicate-thru', onAir.ok ? 0 : onAir.error, onAir.ok ? onAir.answer : NONE, onAir.ms);
  }

  /** Without RATS the card sends no ATS, whatever its SAK says [§7.2.9]. */
  #activate(uidPart: Uint8Array = NONE): { readonly card: PassiveTarget; readonly ms: number } | undefined {
    const activated = this.#field.activate(this.#settings.sendsRats(), uidPart);
    if (!activated) return undefined;
    const { uid } = activated;
    const { sensRes, selRes, ats } = activated.card;
    this.#target = { target: TARGET, sensRes, selRes, uid, ats: this.#settings.sendsRats() ? ats : NONE };
    this.#isDeselected = false;
    return { card: this.#target, ms: activated.ms };
  }

  #look(forMs: number | null, nothing: Pn532Answer, found: () => Pn532CommandResult | undefined): Pn532CommandResult {
    this.#forgetCard();
    this.#field.setOn(true);
    return found() ?? { does: 'look', forMs, found, nothing };
  }

  #list({ maxTargets, modulation, initiatorData }: CommandFields['in-list-passive-target']): Pn532CommandResult {
    const listed = (targets: readonly PassiveTarget[]): Pn532Answer => ({
      kind: 'in-list-passive-target',
      fields: { targets },
    });
    if (maxTargets < 1 || maxTargets > (MODULATIONS[modulation] ?? 0)) return { does: 'syntax-error' };
    const { passiveActivation } = this.#settings;
    const forMs = passiveActivation() === WITHOUT_END ? null : (passiveActivation() + 1) * ONE_LOOK_MS;
    return this.#look(forMs, listed([]), () => {
      const activated = modulation === TYPE_A ? this.#activate(initiatorData) : undefined;
      return activated && answered(listed([activated.card]), activated.ms);
    });
  }

  #autoPoll({ polls, periodMs, types }: CommandFields['in-auto-poll']): Pn532CommandResult {
    const polled = (targets: AnswerFields['in-auto-poll']['targets']): Pn532Answer => ({
      kind: 'in-auto-poll',
      fields: { targets },
    });
    const forMs = polls === WITHOUT_END ? null : polls * periodMs * types.length;
    return this.#look(forMs, polled([]), () => {
      const card = this.#field.card;
      const type = card && autoPolledType(card.selRes, types);
      const activated = type === undefined || type === null ? undefined : this.#activate();
      if (!activated || !type) return undefined;
      return answered(polled([{ type, data: Uint8Array.from(writeTarget(activated.card)) }]), activated.ms);
    });
  }

  /** A partner is never found: `ActPass BR Next …` times out. */
  #jumpForPartner(parameters: Uint8Array): Pn532CommandResult {
    if (parameters.length < 3) return { does: 'syntax-error' };
    const tries = this.#settings.attributeRequest();
    const fields = { code: IN_JUMP_FOR_DEP + 1, parameters: Uint8Array.of(CARD_SILENT_ERROR) };
    const forMs = tries === WITHOUT_END ? null : (tries + 1) * ONE_PARTNER_LOOK_MS;
    return this.#look(forMs, { kind: 'unknown', fields }, () => undefined);
  }

  #configure(fields: CommandFields['rf-configuration']): Pn532CommandResult {
    if (!this.#settings.configure(fields)) return { does: 'syntax-error' };
    if (fields.item === 'field') {
      this.#field.setOn(fields.on);
      if (!fields.on) this.#forgetCard();
    }
    return answered({ kind: 'rf-configuration', fields: {} });
  }

  #aboutCard(kind: 'in-deselect' | 'in-release' | 'in-select', number: number): Pn532CommandResult {
    const isKnown = (this.#target !== undefined && number === TARGET) || (number === 0 && kind !== 'in-select');
    let onAir: AntennaResult = { ok: true, answer: NONE, ms: 0 };
    if (isKnown && kind === 'in-select') onAir = this.#selected();
    if (isKnown && kind === 'in-deselect' && this.#target) {
      this.#field.deselect();
      this.#isDeselected = true;
    }
    if (isKnown && kind === 'in-release') this.#forgetCard();
    const error = isKnown ? (onAir.ok ? 0 : onAir.error) : NO_SUCH_CARD;
    return answered({ kind, fields: { status: statusOf(error) } }, onAir.ms);
  }

  #generalStatus(): Pn532CommandResult {
    const targets = this.#target ? [{ target: TARGET, rateIn: 0, rateOut: 0, type: 0 }] : [];
    return answered({ kind: 'get-general-status', fields: { error: this.#lastError, field: false, targets, sam: 0 } });
  }

  #powerDown({ wakeUpBy }: CommandFields['power-down']): Pn532CommandResult {
    this.#settings.sleep(wakeUpBy);
    this.#forgetCard();
    this.#field.setOn(false);
    const down: Pn532Answer = { kind: 'power-down', fields: { status: OK } };
    return { does: 'answer', answer: down, afterMs: THINKS_MS, thenSleeps: true };
  }
}

const answered = (answer: Pn532Answer, ms = 0): Pn532CommandResult => ({
  does: 'answer',
  answer,
  afterMs: THINKS_MS + ms,
});
