import { emitter } from '../../drivers/emitter.ts';
import { parseReportDescriptor, type ReportDescriptor } from '../../drivers/hid/descriptor.ts';
import type { HidLink, HidLinkFactory } from '../../drivers/hid/hid-link.ts';
import {
  chooseDevice,
  describeChoice,
  type HidChoice,
  type HidIdentity,
  type HidListing,
} from '../../drivers/hid/identity.ts';
import type { HidPresentation, HidWire, TakeFeature } from '../../drivers/hid/wire.ts';
import type { LinkTrouble } from '../../drivers/link/link.ts';
import { type Cable, cable } from '../../drivers/link/pair.ts';
import { err, ok, type Result } from '../../drivers/result.ts';

export interface HidCable {
  readonly host: (identity: HidIdentity) => HidLinkFactory;
  readonly device: HidWire;
  onDevicesChanged(listener: () => void): () => void;
  readonly plugged: boolean;
  unplug(): void;
  plug(): void;
}

const UNPLUGGED: LinkTrouble = { code: 'LNK-103', kind: 'went-down', detail: 'the cable was pulled' };
const STALLED: LinkTrouble = { code: 'LNK-103', kind: 'went-down', detail: 'the device did not take the request' };

export function hidCable(): HidCable {
  const wire = cable();
  const changes = emitter<void>();
  let presented: HidPresentation | undefined;
  let takeFeature: TakeFeature = () => false;

  const plug = () => {
    wire.plug();
    changes.emit();
  };
  return {
    host: (identity) => () => hostEnd(wire, identity, { presented: () => presented, takeFeature: () => takeFeature }),
    device: {
      ...wire.device,
      present(as) {
        const again = presented !== undefined && wire.plugged;
        if (again) wire.unplug();
        presented = as;
        if (again) plug();
      },
      serve(its) {
        takeFeature = its;
      },
    },
    onDevicesChanged: changes.on,
    get plugged() {
      return wire.plugged;
    },
    unplug() {
      wire.unplug();
      changes.emit();
    },
    plug,
  };
}

interface DeviceSide {
  presented(): HidPresentation | undefined;
  takeFeature(): TakeFeature;
}

function hostEnd(wire: Cable, identity: HidIdentity, device: DeviceSide): HidLink {
  const link = wire.host();
  let choice: HidChoice | undefined;
  let descriptor: ReportDescriptor | null = null;
  let open = false;
  link.onDown(() => {
    open = false;
  });

  async function ask<T>(question: () => T | null): Promise<Result<T, LinkTrouble>> {
    await Promise.resolve();
    if (!open || !wire.plugged) return err(UNPLUGGED);
    const answer = question();
    await Promise.resolve();
    return answer === null ? err(STALLED) : ok(answer);
  }

  return {
    ...link,
    looked: () => choice,
    descriptor: () => descriptor,
    async open() {
      const presented = wire.plugged ? device.presented() : undefined;
      const parsed = presented && parseReportDescriptor(presented.descriptor);
      descriptor = parsed?.ok ? parsed.value : null;
      choice = chooseDevice(listingsOf(presented, descriptor), identity);
      if (choice.kind !== 'found') {
        return err({ code: 'LNK-101', kind: 'not-connected', detail: describeChoice(choice, identity) });
      }
      const opened = await link.open();
      open = opened.ok;
      return opened;
    },
    async sendFeature(id, body) {
      const sent = await ask(() => device.takeFeature()(id, body.slice()) || null);
      return sent.ok ? ok(undefined) : sent;
    },
    present: async () => open && wire.plugged,
    close() {
      open = false;
      return link.close();
    },
  };
}

function listingsOf(presented: HidPresentation | undefined, parsed: ReportDescriptor | null): readonly HidListing[] {
  if (!presented) return [];
  const { vendorId, productId, product, serialNumber } = presented;
  return (parsed?.topUsages ?? [0]).map((usage) => ({
    path: 'memory',
    vendorId,
    productId,
    product,
    usage,
    ...(serialNumber === undefined ? {} : { serialNumber }),
  }));
}
