import { toCentreTimeWithSeconds } from '../../device/clock/centre-time.ts';
import type { ClockDifference } from '../../drivers/payment-terminal/clock-difference.ts';

/** Difference of two clocks in words. Names both times, because either clock may be wrong. */
export function clockWords({ terminal, kiosk, offMs, wholeHours }: ClockDifference): string {
  const side = offMs < 0 ? 'behind' : 'ahead';
  const off = wholeHours === null ? `${Math.abs(Math.round(offMs / 60_000))} min` : `${Math.abs(wholeHours)} h`;
  const zone = wholeHours === null ? '' : ', probably a wrong time zone';
  return `${off} ${side}${zone} (TRM-108): at the newest card sale it said ${toCentreTimeWithSeconds(terminal)} and the kiosk ${toCentreTimeWithSeconds(kiosk)}`;
}
