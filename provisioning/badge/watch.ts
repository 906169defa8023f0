import { randomBytes } from 'node:crypto';
import { packageFile } from '../../device/files/package-root.ts';
import type { BadgeEvent } from '../../drivers/badge/contract.ts';
import { createBadgeReaderOnPn532 } from '../../drivers/kinds/badge-reader.ts';
import type { Io } from '../command/io.ts';
import { loadProfileFile } from '../command/load-profile.ts';
import type { LinkAddress } from '../command/options.ts';
import { type CliOutcome, done, failed, misused } from '../command/outcome.ts';
import { SIMULATED_PROFILE } from '../command/places.ts';
import { findRunningKiosk } from '../command/running-kiosk.ts';
import { createWatchOutput } from '../devices/hid-device.ts';
import { adviceOf, createLinkWithTrouble, describeUnreachableDevice } from '../devices/open-device.ts';
import { staffKeyOf } from './staff-key.ts';

export interface BadgeWatchOptions {
  readonly profile?: string;
  readonly link?: LinkAddress;
  readonly json?: true;
}

export async function badgeWatch(options: BadgeWatchOptions, io: Io): Promise<CliOutcome> {
  const profile = loadProfileFile(options.profile ?? packageFile(SIMULATED_PROFILE));
  if (!profile.ok) return profile;
  const own = profile.value.devices.badgeReader?.link;
  const address = options.link ?? (own === 'simulated' ? undefined : own);
  if (!address)
    return misused(
      'the badge reader has no address: add --profile FILE, or --link serial:/dev/…@115200 or --link tcp:HOST:PORT',
    );
  const running = options.link ? null : await findRunningKiosk(profile.value.web.port);
  if (running && !running.simulated) return failed('the kiosk is running and holds the badge reader: stop it first');
  const key = await staffKeyOf(profile.value, 'badgeKey');
  if (!key.ok) return key;
  const watch = createWatchOutput(options.json === true, io);
  const link = createLinkWithTrouble(address);
  const reader = createBadgeReaderOnPn532({
    link: link.factory,
    clock: io.clock,
    random: Math.random,
    randomBytes: (count) => randomBytes(count),
    masterKey: key.value,
    takesUids: true,
    onDiscarded: ({ bytes, why }) => io.note(`discarded ${bytes.length} bytes: ${why}`),
  });
  reader.onStatus(({ device }) => {
    const words =
      device === 'online'
        ? 'lay a badge on the reader'
        : describeUnreachableDevice('badgeReader', address, link.trouble());
    watch.say('status', { device }, `${device}: ${words}`);
  });
  reader.onEvent((event) => watch.say(event.type, fieldsOf(event), wordsOf(event)));
  await watch.ended();
  await reader.close();
  return done;
}

function fieldsOf(event: BadgeEvent): Readonly<Record<string, unknown>> {
  if (event.type === 'badge.removed') return {};
  return event.result.ok ? { ...event.result.value } : { ...event.result.error };
}

function wordsOf(event: BadgeEvent): string {
  if (event.type === 'badge.removed') return 'badge removed';
  if (!event.result.ok)
    return `${event.result.error.kind} (${event.result.error.code}): ${adviceOf(event.result.error.code)}`;
  const badge = event.result.value;
  return badge.kind === 'desfire' ? `badge ${badge.number}, its key is right` : `card without a key, UID ${badge.uid}`;
}
