import { emitter } from '../../emitter.ts';
import type { Link } from '../../link/link.ts';
import { type DeviceConnection, type SupervisorOptions, superviseDevice } from '../../supervision/supervisor.ts';
import type { CardEvent, CardReader, CardReaderStatus } from './card-reader.ts';

export interface CardConnection extends DeviceConnection {
  watch(): void;
}

export interface CardListener {
  onCard(event: CardEvent): void;
  /** Asks the supervisor to check. */
  onReaderSilent(): void;
}

export interface CardReaderOptions extends Omit<SupervisorOptions<CardConnection>, 'connect'> {
  readonly connect: (link: Link, signal: AbortSignal, news: CardListener) => Promise<CardConnection | undefined>;
}

/** Supervises a card reader. A card is known only while its reader is online. */
export function superviseCardReader({ connect, ...options }: CardReaderOptions): CardReader {
  const cards = emitter<CardEvent>();
  const statuses = emitter<CardReaderStatus>();
  let media: CardReaderStatus['media'] = 'unknown';

  const supervisor = superviseDevice<CardConnection>({
    ...options,
    connect: (link, signal) => connect(link, signal, { onCard, onReaderSilent: () => supervisor.suspect() }),
  });
  const status = (): CardReaderStatus => ({ device: supervisor.state(), media });
  supervisor.onState((state) => {
    media = state === 'online' ? 'notPresent' : 'unknown';
    statuses.emit(status());
    if (state === 'online') supervisor.connection()?.watch();
  });

  function onCard(event: CardEvent): void {
    const next = event.type === 'card.removed' ? 'notPresent' : 'present';
    if (media !== next && supervisor.state() === 'online') {
      media = next;
      statuses.emit(status());
    }
    cards.emit(event);
  }

  return {
    status,
    onStatus: statuses.on,
    onCard: cards.on,
    async close() {
      await supervisor.close();
      cards.clear();
      statuses.clear();
    },
  };
}
