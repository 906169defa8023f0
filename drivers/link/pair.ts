import { emitter } from '../emitter.ts';
import { err, ok } from '../result.ts';
import type { Link, LinkFactory, LinkTrouble } from './link.ts';
import { LinkState } from './link-state.ts';

/** Cable in memory; see `cable`. */
export interface Cable {
  readonly host: LinkFactory;
  readonly device: {
    write(bytes: Uint8Array): void;
    onBytes(listener: (bytes: Uint8Array) => void): () => void;
    /** `true`: plugged in, and opened by the kiosk. */
    onConnected(listener: (connected: boolean) => void): () => void;
  };
  readonly plugged: boolean;
  unplug(): void;
  plug(): void;
}

const NOT_CONNECTED: LinkTrouble = { code: 'LNK-101', kind: 'not-connected', detail: 'nothing is plugged in' };
const UNPLUGGED: LinkTrouble = { code: 'LNK-103', kind: 'went-down', detail: 'the cable was pulled' };

function later(bytes: Uint8Array, arrive: (copy: Uint8Array) => void): void {
  const copy = bytes.slice();
  queueMicrotask(() => arrive(copy));
}

/**
 * Returns a plugged-in cable in memory, without delay and loss. The kiosk's end is like a serial port (`host`: single-use links); the
 * device's end stays. Bytes arrive a microtask later, so no `write` runs code of the other side.
 */
export function cable(): Cable {
  const fromHost = emitter<Uint8Array>();
  const connection = emitter<boolean>();
  let plugged = true;
  let current: LinkState | undefined;

  const host = (): Link => {
    const state = new LinkState();
    return {
      async open() {
        state.begin();
        if (!plugged) return err(NOT_CONNECTED);
        state.opened();
        current = state;
        connection.emit(true);
        return ok(undefined);
      },
      async write(bytes) {
        if (!state.isOpen) return err(UNPLUGGED);
        later(bytes, (copy) => {
          if (plugged && current === state) fromHost.emit(copy);
        });
        return ok(undefined);
      },
      async close() {
        if (state.isOpen && current === state) {
          current = undefined;
          connection.emit(false);
        }
        state.close();
      },
      onBytes: state.incoming.on,
      onDown: state.wentDown.on,
    };
  };
  const device: Cable['device'] = {
    write: (bytes) => later(bytes, (copy) => (plugged ? current : undefined)?.incoming.emit(copy)),
    onBytes: fromHost.on,
    onConnected: connection.on,
  };
  return {
    host,
    device,
    get plugged() {
      return plugged;
    },
    unplug() {
      if (!plugged) return;
      plugged = false;
      const state = current;
      current = undefined;
      connection.emit(false);
      if (state?.isOpen) state.fail(UNPLUGGED);
    },
    plug() {
      plugged = true;
    },
  };
}
