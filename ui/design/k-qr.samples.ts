import { html } from 'lit';
import type { PartSample } from '../samples/part.ts';
import { RECEIPT_QR, STATUS_ADDRESS } from '../samples/sample.ts';
import './k-qr.ts';

export const samples: readonly PartSample[] = Object.entries({ address: STATUS_ADDRESS, proof: RECEIPT_QR }).map(
  ([name, text]) => ({
    name,
    part: ({ receiptQr }) => html`<k-qr style="width: min(60cqw, 60cqh)" .text=${text} .label=${receiptQr.qr}></k-qr>`,
  }),
);
