/** What a device says of itself when it is plugged in. */
export interface HidPresentation {
  readonly vendorId: number;
  readonly productId: number;
  readonly product: string;
  readonly serialNumber?: string | undefined;
  /** Its report descriptor. */
  readonly descriptor: Uint8Array;
}

export type TakeFeature = (reportId: number, body: Uint8Array) => boolean;

/** The device's end of a USB cable of any kind. It stays while the host comes and goes. */
export interface HidWire {
  /** Plugs itself in as this; a device that is plugged in already leaves first, as one that changes its mode does. */
  present(as: HidPresentation): void;
  /** One input report, with its id where the reports are numbered. */
  write(report: Uint8Array): void;
  /** Output reports, the same way. */
  onBytes(listener: (report: Uint8Array) => void): () => void;
  onConnected(listener: (connected: boolean) => void): () => void;
  /** Sets the function that takes feature reports, each without its id; 0 is no id. `false`: the device stalls. */
  serve(set: TakeFeature): void;
}
