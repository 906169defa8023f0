import { type Clock, pause } from '../../clock.ts';
import type { WireDriverOptions } from '../../supervision/device.ts';
import { SUPERVISOR_TIMINGS } from '../../supervision/supervisor.ts';
import type { CardReader } from '../apdu/card-reader.ts';
import { superviseCardReader } from '../apdu/supervised.ts';
import { ACK_FRAME } from './framer.ts';
import { Pn532Session } from './session.ts';
import { ANSWER_MS, CardWatch } from './watch.ts';

/** Rising edges wake the chip's oscillator, the zeros give it time; the ACK ends what an earlier host left it doing. */
const WAKE_UP = Uint8Array.of(0x55, 0x55, ...new Uint8Array(14), ...ACK_FRAME);
/** Until the oscillator of the chip runs: 2 ms [PN532 data sheet, T_osc_start], and the bytes' own time on the line. */
const WAKE_UP_MS = 10;
/** IC byte of GetFirmwareVersion [UM0701-02 §7.2.2]. */
const IC_PN532 = 0x32;
const WITHOUT_END = 0xff;

/**
 * A contactless reader with an NXP PN532 on a serial line (HSU: 115200 baud, 8N1, no flow control [UM0701-02 §6.2.5]), for cards of
 * ISO 14443-4 type A.
 *
 * A card is an event: the chip looks for one by itself and answers when there is one. A heartbeat that finds the chip looking stops
 * it by an ACK, asks for its firmware and lets it go on; with a card on the reader, the questions whether it is still there are
 * the heartbeat. A card that speaks no ISO 14443-4 (a bus ticket) is `card.refused`, once.
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

/** A frame since the last beat is as good as an answer. A card may take longer over one APDU than the patience of a beat. */
async function heartbeat(session: Pn532Session, watch: CardWatch, clock: Clock, signal: AbortSignal): Promise<boolean> {
  if (clock.now() - session.heardAtMs() < SUPERVISOR_TIMINGS.heartbeat || watch.channel?.busy) return true;
  watch.interrupt();
  return isPn532(session, signal);
}

/** After a power-on the chip is in a mode that it leaves only by SAMConfiguration [AN10609-3, Low battery mode]. */
async function setUp(session: Pn532Session, signal: AbortSignal): Promise<boolean> {
  const options = { answerMs: ANSWER_MS, repeatable: true, signal };
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
    { answerMs: ANSWER_MS, repeatable: true, signal },
  );
  return answered.ok && answered.value.ic === IC_PN532;
}
