import { type Clock, pause } from '../../clock.ts';
import type { WireDriverOptions } from '../../supervision/device.ts';
import { SUPERVISOR_TIMINGS } from '../../supervision/supervisor.ts';
import type { CardReader } from '../apdu/card-reader.ts';
import { superviseCardReader } from '../apdu/supervised.ts';
import { ACK_FRAME } from './framer.ts';
import { Pn532Session } from './session.ts';
import { CardWatch, CONFIGURATION_ANSWER_MS } from './watch.ts';

/** Rising edges wake the oscillator, zeros give it time; the ACK ends an earlier host's command. */
const WAKE_UP = Uint8Array.of(0x55, 0x55, ...new Uint8Array(14), ...ACK_FRAME);
/** Oscillator start, 2 ms [PN532 data sheet, T_osc_start], plus line time. */
const WAKE_UP_MS = 10;
/** IC byte of GetFirmwareVersion [UM0701-02 §7.2.2]. */
const IC_PN532 = 0x32;
const WITHOUT_END = 0xff;

/**
 * Drives a contactless reader with an NXP PN532 for cards of ISO 14443-4 type A. Serial line (HSU): 115200 baud, 8N1, no flow control
 * [UM0701-02 §6.2.5].
 *
 * The chip looks for a card by itself and answers when one comes. A heartbeat meanwhile stops it with an ACK, asks for its firmware and
 * lets it continue. With a card on the reader, the presence checks are the heartbeat. A card without ISO 14443-4 (a bus ticket) is
 * `card.refused`, once.
 */
export function createPn532Reader({ onDiscarded, ...options }: WireDriverOptions): CardReader {
  const { clock } = options;
  return superviseCardReader({
    ...options,
    async connect(link, signal, news) {
      const session = new Pn532Session(link, clock, onDiscarded);
      void link.write(WAKE_UP);
      await pause(clock, WAKE_UP_MS, signal);
      if (!(await setUp(session, signal))) {
        session.close();
        return undefined;
      }
      const watch = new CardWatch({ session, clock, emit: news.onCard, onReaderSilent: news.onReaderSilent });
      return {
        watch: () => void watch.run(),
        heartbeat: (beat) => heartbeat(session, watch, clock, beat),
        close() {
          session.close();
          watch.close();
        },
      };
    },
  });
}

/** A recent frame is an answer. One APDU may outlast a heartbeat's patience. */
async function heartbeat(session: Pn532Session, watch: CardWatch, clock: Clock, signal: AbortSignal): Promise<boolean> {
  if (clock.now() - session.heardAtMs() < SUPERVISOR_TIMINGS.heartbeat || watch.channel?.busy) return true;
  watch.interrupt();
  return isPn532(session, signal);
}

/** Only SAMConfiguration ends the mode after power-on [AN10609-3, Low battery mode]. */
async function setUp(session: Pn532Session, signal: AbortSignal): Promise<boolean> {
  const options = { answerMs: CONFIGURATION_ANSWER_MS, repeatable: true, signal };
  const awake = await session.ask<'sam-configuration'>(
    { kind: 'sam-configuration', fields: { mode: 'normal', timeoutMs: 0, irq: true } },
    options,
  );
  if (!awake.ok || !(await isPn532(session, signal))) return false;
  const retries = { attributeRequest: WITHOUT_END, parameterSelection: 1, passiveActivation: WITHOUT_END };
  const configured = await session.ask<'rf-configuration'>(
    { kind: 'rf-configuration', fields: { item: 'max-retries', ...retries } },
    options,
  );
  return configured.ok;
}

async function isPn532(session: Pn532Session, signal: AbortSignal): Promise<boolean> {
  const answered = await session.ask<'get-firmware-version'>(
    { kind: 'get-firmware-version', fields: {} },
    { answerMs: CONFIGURATION_ANSWER_MS, repeatable: true, signal },
  );
  return answered.ok && answered.value.ic === IC_PN532;
}
