import { readerTrouble } from '../session/devices.ts';
import type { View } from './screen.ts';
import type { SessionSnapshot } from './to-screen.ts';

const nothingRead = { show: 'identifying', failed: [], progress: null, minimumAge: null, occupied: false } as const;

/** The view while a card is asked for and read. */
export function identifying(session: SessionSnapshot): View {
  const child = session.children['identification']?.getSnapshot();
  const away = readerTrouble(session.context.devices);
  if (child?.status !== 'active') {
    return { ...nothingRead, stage: 'reading', trouble: away };
  }
  const { trouble, failed, progress, minimumAge } = child.context;
  if (away) return { ...nothingRead, stage: 'waiting', trouble: away };
  const stage = child.value === 'waiting' ? 'waiting' : 'reading';
  return {
    show: 'identifying',
    stage,
    trouble,
    failed,
    progress: child.value === 'readingChip' ? progress : null,
    minimumAge,
    occupied: stage === 'waiting' && trouble === null && session.context.devices.reader.media === 'present',
  };
}
