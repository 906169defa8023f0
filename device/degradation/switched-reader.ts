import { createChangeFilter, emitter } from '../../drivers/emitter.ts';
import type { ChipNews, IdReader, ReaderEvent, ReaderStatus } from '../../drivers/id-reader/contract.ts';

interface SwitchedReaderOptions {
  readonly zones: IdReader;
  /** Its `close` also closes `zones`. */
  readonly whole: IdReader;
  /** Changes only between visits. */
  readonly readsChips: () => boolean;
  readonly onChange: (listener: () => void) => () => void;
}

/**
 * Reader of a kiosk with a chip reader. While chip reading is withdrawn, it reports the zone at once, with assurance `zone`, as a kiosk
 * without a chip reader does. The chip reader goes on unheard: the monitor needs its results. A chip that fails during a visit is still
 * never reported as a zone.
 */
export function createZoneFallbackReader({ zones, whole, readsChips, onChange }: SwitchedReaderOptions): IdReader {
  const events = emitter<ReaderEvent>();
  const news = emitter<ChipNews>();
  const statuses = emitter<ReaderStatus>();
  const status = (): ReaderStatus =>
    readsChips() ? whole.status() : { device: zones.status().device, media: whole.status().media };
  const report = createChangeFilter(statuses.emit, status());
  const look = () => void report(status());
  const stops = [
    whole.onEvent((event) => readsChips() && events.emit(event)),
    zones.onEvent((event) => readsChips() || events.emit(event)),
    whole.onChipNews?.((its) => readsChips() && news.emit(its)),
    whole.onStatus(look),
    zones.onStatus(look),
    onChange(look),
  ];
  return {
    status,
    onStatus: statuses.on,
    onEvent: events.on,
    onChipNews: news.on,
    async close() {
      for (const stop of stops) stop?.();
      await whole.close();
      events.clear();
      news.clear();
      statuses.clear();
    },
  };
}
