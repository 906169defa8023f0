import type { OpeningMoment } from '../words/opening.ts';

/** When the kiosk went out of service in this run; `null`: it is open, it began so, or the time is unknown. */
export function createOutOfServiceSince(now: () => OpeningMoment | null): (isOpen: boolean) => OpeningMoment | null {
  let wasOpen = false;
  let since: OpeningMoment | null = null;
  return (isOpen) => {
    if (isOpen) since = null;
    else if (wasOpen) since = now();
    wasOpen = isOpen;
    return since;
  };
}
