/** What a device declares when plugged in. */
export interface HidPresentation {
  readonly vendorId: number;
  readonly productId: number;
  readonly product: string;
  readonly serialNumber?: string | undefined;
  readonly descriptor: Uint8Array;
}

export type TakeFeature = (reportId: number, body: Uint8Array) => boolean;

/** Device's end of a USB cable. It outlives the host's links. */
export interface HidWire {
  /** Unplugs the device first if necessary. */
  present(as: HidPresentation): void;
  /** Sends a report, with id if numbered. */
  write(report: Uint8Array): void;
  onBytes(listener: (report: Uint8Array) => void): () => void;
  onConnected(listener: (connected: boolean) => void): () => void;
  /** `set` takes feature reports without id (0: none); `false`: the device stalls. */
  serve(set: TakeFeature): void;
}
