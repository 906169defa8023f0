import type { GuideLanguage } from './hints.ts';
import { GUIDE_WORDS } from './words.ts';

export const LANGUAGES = Object.keys(GUIDE_WORDS) as GuideLanguage[];

/** Kept in the address, to survive a reload: `#az`, `#az-myself`. */
export interface GuideChoice {
  readonly language: GuideLanguage;
  readonly byHand: boolean;
}

const BY_HAND = '-myself';

/** Reads the guide's language and mode from the address; default language: the browser's. */
export function readGuideChoice(): GuideChoice {
  const wanted = [location.hash.slice(1, 3), ...navigator.languages.map((each) => each.slice(0, 2))];
  const found = wanted.map((each) => LANGUAGES.find((language) => language === each));
  return {
    language: found.find((each) => each !== undefined) ?? 'en',
    byHand: location.hash.endsWith(BY_HAND),
  };
}

export function writeGuideChoice({ language, byHand }: GuideChoice): void {
  history.replaceState(null, '', `#${language}${byHand ? BY_HAND : ''}`);
}
