import { type Emitter, emitter } from '../emitter.ts';
import { err, ok } from '../result.ts';
import type { Link, LinkFactory, LinkTrouble } from './link.ts';
import { LinkState } from './link-state.ts';

/**
 * A cable in memory. The kiosk's end is opened and closed like a serial port (`host` is a factory of
 * single-use links); the device's end lives as long as the device. Bytes arrive in a later microtask,
 * as they do on a wire: nobody's `write` runs the other side's code inside it.
 */
export interface Cable {
  readonly host: LinkFactory;
  readonly device: {
    write(bytes: Uint8Array): void;
    onBytes(listener: (bytes: Uint8Array) => void): () => void;
    /** `true` while the cable is in and the kiosk has its end open. */
    onConnected(listener: (connected: boolean) => void): () => void;
  };
  readonly plugged: boolean;
  unplug(): void;
  plug(): void;
}

const NOT_CONNECTED: LinkTrouble = { code: 'LNK-101', kind: 'not-connected', detail: 'nothing is plugged in' };
const UNPLUGGED: LinkTrouble = { code: 'LNK-103', kind: 'went-down', detail: 'the cable was pulled' };

export function cable(): Cable {
  const fromHost = emitter<Uint8Array>();
  const connection = emitter<boolean>();
  let plugged = true;
  let current: HostEnd | undefined;

  const host = () => {
    const end: HostEnd = hostEnd({
      isPlugged: () => plugged,
      opened: () => {
        current = end;
        connection.emit(true);
      },
      closed: () => {
        if (current !== end) return;
        current = undefined;
        connection.emit(false);
      },
      send: (bytes) => {
        if (plugged && current === end) fromHost.emit(bytes);
      },
    });
    return end.link;
  };

  return {
    host,
    device: {
      write(bytes) {
        const copy = bytes.slice();
        queueMicrotask(() => {
          if (plugged) current?.incoming.emit(copy);
        });
      },
      onBytes: fromHost.on,
      onConnected: connection.on,
    },
    get plugged() {
      return plugged;
    },
    unplug() {
      if (!plugged) return;
      plugged = false;
      const end = current;
      current = undefined;
      connection.emit(false);
      end?.down();
    },
    plug() {
      plugged = true;
    },
  };
}

interface HostEnd {
  readonly link: Link;
  readonly incoming: Emitter<Uint8Array>;
  down(): void;
}

interface CableSide {
  isPlugged(): boolean;
  opened(): void;
  closed(): void;
  send(bytes: Uint8Array): void;
}

function hostEnd(side: CableSide): HostEnd {
  const state = new LinkState();
  const link: Link = {
    async open() {
      state.begin();
      if (!side.isPlugged()) return err(NOT_CONNECTED);
      state.opened();
      side.opened();
      return ok(undefined);
    },
    async write(bytes) {
      if (!state.isOpen) return err(UNPLUGGED);
      const copy = bytes.slice();
      queueMicrotask(() => side.send(copy));
      return ok(undefined);
    },
    async close() {
      if (state.isOpen) side.closed();
      state.close();
    },
    onBytes: state.incoming.on,
    onDown: state.wentDown.on,
  };
  return {
    link,
    incoming: state.incoming,
    down() {
      if (state.isOpen) state.fail(UNPLUGGED);
    },
  };
}
