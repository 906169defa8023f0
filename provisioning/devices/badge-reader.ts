import { createPcproxReader } from '../../drivers/badge-reader/pcprox/driver.ts';
import { BADGE_READER_MODELS } from '../../drivers/badge-reader/pcprox/profile.ts';
import { hidLink } from '../../drivers/hid/hid-link.ts';
import { onDevicesChanged } from '../../drivers/hid/hotplug.ts';
import { USAGE } from '../../drivers/hid/usages.ts';
import { noted } from '../../drivers/link/noted.ts';
import type { Io } from '../command/io.ts';
import { type CliOutcome, done } from '../command/outcome.ts';
import { awayWords, createWatch, type WatchOptions } from './hid-device.ts';

/** Says when a badge is held to the reader and how long its number is, never the number: it opens doors. */
export async function badgeReaderWatch(options: Pick<WatchOptions, 'hid' | 'json'>, io: Io): Promise<CliOutcome> {
  const link = noted(hidLink({ ...BADGE_READER_MODELS.pcprox, ...options.hid, usage: USAGE.keyboard }));
  const watch = createWatch(options.json === true, io);
  const reader = createPcproxReader({ link: link.factory, onDevicesChanged, clock: io.clock, random: Math.random });
  reader.onStatus(({ device }) => {
    const words = device === 'online' ? 'hold a badge to it' : awayWords(link.trouble());
    watch.say('status', { device }, `${device}: ${words}`);
  });
  reader.onEvent((event) => {
    if (event.type === 'badge.removed') watch.say(event.type, {}, 'the badge is gone');
    else watch.say(event.type, { bits: event.badge.bits }, `a badge of ${event.badge.bits} bits`);
  });
  await watch.ended();
  await reader.close();
  return done;
}
