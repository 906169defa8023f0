import type { DisplaySettings } from '../../device/words/display.ts';
import { type VolumeLevel, volumeLevelOf } from '../../device/words/sound.ts';
import type { Words } from '../words/words.ts';
import type { IconName } from './icon.ts';

interface UnseenSetting {
  readonly symbol: IconName;
  readonly title: string;
}

export const VOLUME_ICONS: Readonly<Record<VolumeLevel, IconName>> = {
  off: 'volume-x',
  quiet: 'volume',
  usual: 'volume-1',
  loud: 'volume-2',
};

function soundSetting(volume: number, { sound, volumes }: Words['display']): UnseenSetting {
  const level = volumeLevelOf(volume);
  return { symbol: VOLUME_ICONS[level], title: `${sound}: ${volumes[level]}` };
}

/** Settings that are on, and that no page shows by itself. The keys for help show them. */
export const unseenSettings = (
  { moreTime, calmTouch, easyWords, volume }: DisplaySettings,
  { display }: Pick<Words, 'display'>,
): readonly UnseenSetting[] => [
  ...(moreTime ? [{ symbol: 'timer', title: display.moreTime.title } as const] : []),
  ...(calmTouch ? [{ symbol: 'hand', title: display.calmTouch.title } as const] : []),
  ...(easyWords ? [{ symbol: 'book-open-text', title: display.easyWords.title } as const] : []),
  ...(volumeLevelOf(volume) === 'usual' ? [] : [soundSetting(volume, display)]),
];
