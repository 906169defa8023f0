import { expect, it } from 'vitest';
import { emitter } from '../../drivers/emitter.ts';
import type { ChipNews, IdReader, ReaderEvent, ReaderStatus } from '../../drivers/id-reader/contract.ts';
import { ok } from '../../drivers/result.ts';
import { AYSEL } from '../../test/rigs/machine-rig.ts';
import { createZoneFallbackReader } from './switched-reader.ts';

function fakeReader(device: ReaderStatus['device'] = 'online') {
  const events = emitter<ReaderEvent>();
  const news = emitter<ChipNews>();
  const statuses = emitter<ReaderStatus>();
  let status: ReaderStatus = { device, media: 'notPresent' };
  let closed = 0;
  const reader: IdReader = {
    status: () => status,
    onStatus: statuses.on,
    onEvent: events.on,
    onChipNews: news.on,
    close: async () => {
      closed += 1;
    },
  };
  return {
    reader,
    events,
    news,
    closed: () => closed,
    become(next: Partial<ReaderStatus>) {
      status = { ...status, ...next };
      statuses.emit(status);
    },
  };
}

const read = (assurance: 'zone' | 'chip'): ReaderEvent => ({
  type: 'document.read',
  result: ok({ document: AYSEL, assurance }),
});

it('when chip reading is withdrawn, then the reader reports zones and its status without the chip reader', async () => {
  const zones = fakeReader();
  const whole = fakeReader();
  const changed = emitter<void>();
  let readsChips = true;
  const options = { zones: zones.reader, whole: whole.reader, readsChips: () => readsChips, onChange: changed.on };
  const reader = createZoneFallbackReader(options);
  const heard: string[] = [];
  reader.onEvent((event) => {
    if (event.type === 'document.read' && event.result.ok) heard.push(event.result.value.assurance);
  });
  reader.onChipNews?.(({ type }) => heard.push(type));
  reader.onStatus(({ device, media }) => heard.push(`${device} ${media}`));
  const card = () => {
    zones.events.emit(read('zone'));
    whole.news.emit({ type: 'chip.progress', fraction: 0.5 });
    whole.events.emit(read('chip'));
    return heard.splice(0);
  };
  expect(card()).toEqual(['chip.progress', 'chip']);
  whole.become({ device: 'offline' });
  expect([heard.splice(0), reader.status().device]).toEqual([['offline notPresent'], 'offline']);
  readsChips = false;
  changed.emit();
  expect([heard.splice(0), reader.status().device]).toEqual([['online notPresent'], 'online']);
  expect(card()).toEqual(['zone']);
  whole.become({ media: 'present' });
  zones.become({ device: 'offline' });
  expect(heard.splice(0)).toEqual(['online present', 'offline present']);
  await reader.close();
  expect([whole.closed(), card()]).toEqual([1, []]);
});
