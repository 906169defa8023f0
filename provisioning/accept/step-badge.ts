import { randomBytes } from 'node:crypto';
import { TECHNICIAN_WAIT_MS, waitForFirst } from '../../device/maintenance/devices/wait.ts';
import type { Badge, BadgeEvent } from '../../drivers/badge/contract.ts';
import { createBadgeReaderOnPn532 } from '../../drivers/kinds/badge-reader.ts';
import { describeLinkAddress } from '../command/options.ts';
import { comesOnline, createLinkWithTrouble, describeUnreachableDevice, whyLinkAway } from '../devices/open-device.ts';
import { type AcceptanceFinding, failedStep, passedStep, skipped } from './result.ts';
import type { AcceptanceContext } from './step.ts';

/** Reads one badge and checks its key. The report has no number of a badge. */
export async function badgeStep({
  profile,
  io,
  person,
  words,
  stop,
  badgeKey,
}: AcceptanceContext): Promise<AcceptanceFinding> {
  const its = profile.devices.badgeReader;
  if (!its) return skipped('not-fitted');
  if (its.link === 'simulated') return skipped('simulated');
  if (!badgeKey) return failedStep('BDG-106', 'the key of the badges is missing');
  const link = createLinkWithTrouble(its.link);
  const reader = createBadgeReaderOnPn532({
    link: link.factory,
    clock: io.clock,
    random: Math.random,
    randomBytes: (count) => randomBytes(count),
    masterKey: badgeKey,
    takesUids: its.uidBadges ?? false,
    onDiscarded: ({ bytes, why }) => io.note(`discarded ${bytes.length} bytes: ${why}`),
  });
  try {
    if (!(await comesOnline(reader, io.clock))) {
      const why = link.trouble();
      const found = whyLinkAway(its.link, why, 'BDG-102');
      return failedStep(why?.code ?? 'BDG-102', found, describeUnreachableDevice('badgeReader', its.link, why));
    }
    person.tell(words.badge.lay);
    const read = await waitForFirst<Extract<BadgeEvent, { type: 'badge.read' }>>(
      (give) => reader.onEvent((event) => event.type === 'badge.read' && give(event)),
      { clock: io.clock, limitMs: TECHNICIAN_WAIT_MS, signal: stop },
    );
    if (!read) return failedStep('BDG-105', 'no badge came');
    if (!read.result.ok) return failedStep(read.result.error.code, read.result.error.kind);
    person.tell(words.badge.take);
    const device = {
      kind: 'badgeReader',
      model: 'PN532',
      firmware: null,
      serial: null,
      at: describeLinkAddress(its.link),
    };
    return passedStep('badge-read', DETAIL[read.result.value.kind], [device]);
  } finally {
    await reader.close();
  }
}

const DETAIL: Readonly<Record<Badge['kind'], string>> = { desfire: 'its key is right', uid: 'by UID, without a key' };
