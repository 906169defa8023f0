/** Declared at plugging in. */
export interface HidPresentation {
  readonly vendorId: number;
  readonly productId: number;
  readonly product: string;
  readonly serialNumber?: string | undefined;
  readonly descriptor: Uint8Array;
}

export type TakeFeature = (reportId: number, body: Uint8Array) => boolean;

/** Device's end of a USB cable; the host comes and goes. */
export interface HidWire {
  /** A plugged-in device leaves first, as at a change of mode. */
  present(as: HidPresentation): void;
  /** With id if numbered. */
  write(report: Uint8Array): void;
  onBytes(listener: (report: Uint8Array) => void): () => void;
  onConnected(listener: (connected: boolean) => void): () => void;
  /** Without id (0: none). `false`: the device stalls. */
  serve(set: TakeFeature): void;
}
