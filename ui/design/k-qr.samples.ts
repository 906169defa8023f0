import { html } from 'lit';
import type { PartSample } from '../samples/part.ts';
import { QR, RECEIPT_QR } from '../samples/sample.ts';
import './k-qr.ts';

export const samples: readonly PartSample[] = Object.entries({ address: QR, proof: RECEIPT_QR }).map(
  ([name, text]) => ({
    name,
    part: ({ receiptQr }) => html`<k-qr style="width: min(60cqw, 60cqh)" .text=${text} .label=${receiptQr.qr}></k-qr>`,
  }),
);
