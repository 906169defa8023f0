import type { DisplaySettings } from '../../device/words/display.ts';
import type { Words } from '../words/words.ts';
import type { IconName } from './icon.ts';

/** Settings that are on, and that no page shows by itself. The keys for help show them. */
export const unseenSettings = (
  { moreTime, calmTouch }: DisplaySettings,
  { display }: Pick<Words, 'display'>,
): readonly { readonly symbol: IconName; readonly title: string }[] => [
  ...(moreTime ? [{ symbol: 'timer', title: display.moreTime.title } as const] : []),
  ...(calmTouch ? [{ symbol: 'hand', title: display.calmTouch.title } as const] : []),
];
