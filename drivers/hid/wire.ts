/** What a device declares when it is plugged in. */
export interface HidPresentation {
  readonly vendorId: number;
  readonly productId: number;
  readonly product: string;
  readonly serialNumber?: string | undefined;
  readonly descriptor: Uint8Array;
}

export type TakeFeature = (reportId: number, body: Uint8Array) => boolean;

/** The device's end of any USB cable. It stays while the host comes and goes. */
export interface HidWire {
  /** If the device is already plugged in, it leaves first, like a device that changes its mode. */
  present(as: HidPresentation): void;
  /** One input report, with its id if reports are numbered. */
  write(report: Uint8Array): void;
  onBytes(listener: (report: Uint8Array) => void): () => void;
  onConnected(listener: (connected: boolean) => void): () => void;
  /** Handler of feature reports, without their id (0 means none). `false`: the device stalls. */
  serve(set: TakeFeature): void;
}
