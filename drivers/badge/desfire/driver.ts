import { toHex } from '../../bytes.ts';
import { type Clock, createTimer } from '../../clock.ts';
import { createChangeFilter, emitter } from '../../emitter.ts';
import type { CardEvent, CardReader } from '../../id-reader/apdu/card-reader.ts';
import type { ApduChannel } from '../../id-reader/apdu/channel.ts';
import { err, ok, type Result } from '../../result.ts';
import type { Badge, BadgeEvent, BadgeReader, BadgeReaderStatus, BadgeTrouble } from '../contract.ts';
import { type BadgeKeys, type BadgeReadTrouble, readBadge } from './read-badge.ts';

/** What a driver of staff badges needs besides its link. */
export interface BadgeReaderOptions extends Pick<BadgeKeys, 'randomBytes'> {
  /** Master key of 16 bytes. `null`: unknown, and no badge is read. */
  readonly masterKey: Uint8Array | null;
  /** The reader that `createBadgeReader` returns closes it. */
  readonly cards: CardReader;
  readonly clock: Clock;
  /** Whether a card without a key is a badge too, by its UID. */
  readonly takesUids: boolean;
}

/** Longest read of a badge in ms; seven APDUs take 60 ms. */
const READ_MS = 3_000;
/** First byte of a UID of four bytes that the card draws at each power-up [ISO 14443-3 §6.5.4]. */
const RANDOM_UID = 0x08;

/** Reads badges on a contactless reader. */
export function createBadgeReader(options: BadgeReaderOptions): BadgeReader {
  const { cards, clock, takesUids, masterKey: given, randomBytes } = options;
  const events = emitter<BadgeEvent>();
  const statuses = emitter<BadgeReaderStatus>();
  let lies = false;
  let leave = () => {};
  const blockedBy = given === null ? ({ code: 'BDG-106' } as const) : null;
  const status = (): BadgeReaderStatus => ({ device: cards.status().device, blockedBy });
  const tellStatus = createChangeFilter<BadgeReaderStatus>(statuses.emit, undefined);
  cards.onStatus(() => void tellStatus(status()));

  function tell(result: Result<Badge, BadgeTrouble>): void {
    lies = true;
    events.emit({ type: 'badge.read', result });
  }

  function gone(): void {
    leave();
    if (lies) events.emit({ type: 'badge.removed' });
    lies = false;
  }

  async function inserted(channel: ApduChannel, masterKey: Uint8Array): Promise<void> {
    const reading = new AbortController();
    const limit = createTimer(clock, () => reading.abort());
    limit.start(READ_MS);
    let here = true;
    leave = () => {
      here = false;
      limit.stop();
    };
    const read = await readBadge(channel, { masterKey, randomBytes }, reading.signal);
    limit.stop();
    const result = read.ok ? read : resultOf(read.error);
    if (result === null) return;
    if (result !== UNANSWERED) {
      if (here) tell(result);
      return;
    }
    tell(result);
    if (!here) gone();
  }

  function refused(uid: Uint8Array | undefined): void {
    const usable = takesUids && uid !== undefined && !(uid.length === 4 && uid[0] === RANDOM_UID);
    tell(usable ? ok({ kind: 'uid', uid: toHex(uid) }) : err({ code: 'BDG-103', kind: 'foreign-card' }));
  }

  cards.onCard((event: CardEvent) => {
    if (event.type === 'card.removed') gone();
    else if (given === null) return;
    else if (event.type === 'card.inserted') void inserted(event.channel, given);
    else refused(event.uid);
  });

  return {
    status,
    onStatus: statuses.on,
    onEvent: events.on,
    async close() {
      gone();
      await cards.close();
      events.clear();
      statuses.clear();
    },
  };
}

const UNANSWERED = err<BadgeTrouble>({ code: 'BDG-105', kind: 'unreadable' });

/** `null`: no trouble of the badge. */
function resultOf(trouble: BadgeReadTrouble): Result<never, BadgeTrouble> | null {
  switch (trouble.kind) {
    case 'removed':
    case 'reader-failed':
      return null;
    case 'silent':
    case 'aborted':
      return UNANSWERED;
    default:
      return err(trouble);
  }
}
