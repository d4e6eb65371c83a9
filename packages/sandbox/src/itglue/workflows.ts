import { createHmac } from "node:crypto";
import type { State } from "./call.ts";
import { number, text, type Row } from "./model.ts";

/** One message to a webhook: a Workflow's template filled in for a record. */
interface Delivery {
  url: string;
  trigger: string;
  resourceUrl: string;
  resourceName: string;
  organizationName: string;
  template: string;
  /** How often the same message is sent; vendors do repeat themselves. */
  times: number;
  hmacSecret: string | undefined;
}

const DEFAULT_TEMPLATE =
  '{"trigger_name":"[trigger_name]","resource_url":"[resource_url]",' +
  '"resource_name":"[resource_name]","organization_name":"[organization_name]"}';

/** Workflows: a webhook that is called at once, or from now on when something happens. */
export class Workflows {
  readonly #state: () => State;
  #standing: Record<string, unknown>[] = [];

  constructor(state: () => State) {
    this.#state = state;
  }

  reset(): void {
    this.#standing = [];
  }

  /**
   * Handles `POST /webhook`: `{ url, template?, trigger?, document_id?, times?, hmac_secret?, standing? }`.
   * With `standing: true` nothing is sent now; later events of that trigger are.
   */
  async command(body: Record<string, unknown>): Promise<unknown> {
    const url = loopback(body["url"]);
    if (body["standing"] === true) {
      this.#standing.push({ ...body, url });
      return { standing: this.#standing.length };
    }
    const id = Number(body["document_id"] ?? 5_200_310);
    const row = this.#state().store.table("documents").get(id);
    if (!row) throw new Error(`There is no document ${id}.`);
    return { statuses: await this.#deliver(this.#fill(body, url, row, "Document Updated")) };
  }

  /** Tells the standing Workflows of an event. There is no trigger for a deletion. */
  happened(trigger: string, row: Row, event: string): void {
    for (const body of this.#standing) {
      const wanted = body["trigger"];
      if (typeof wanted === "string" && !`${trigger} ${event}`.startsWith(wanted)) continue;
      const delivery = this.#fill(body, String(body["url"]), row, `${trigger} ${event}`);
      // A receiver that is away is the receiver's problem, as at the vendor.
      void this.#deliver(delivery).catch(() => undefined);
    }
  }

  #fill(body: Record<string, unknown>, url: string, row: Row, name: string): Delivery {
    const organizationId = number(row, "organization-id") ?? 0;
    const organization = this.#state().store.table("organizations").get(organizationId);
    const kind = Object.hasOwn(row.attributes, "document-folder-id") ? "docs" : "passwords";
    const given = (key: string): string | undefined => {
      const value = body[key];
      return typeof value === "string" ? value : undefined;
    };
    return {
      url,
      trigger: given("trigger") ?? name,
      resourceUrl: `https://demo.itglue.com/${organizationId}/${kind}/${row.id}`,
      resourceName: text(row, "name"),
      organizationName: text(organization, "name"),
      template: given("template") ?? DEFAULT_TEMPLATE,
      times: typeof body["times"] === "number" ? Math.min(body["times"], 10) : 1,
      hmacSecret: given("hmac_secret"),
    };
  }

  async #deliver(delivery: Delivery): Promise<number[]> {
    const body = render(delivery);
    const headers: Record<string, string> = { "content-type": "application/json" };
    if (delivery.hmacSecret !== undefined) {
      headers["x-itglue-webhook-signature"] = createHmac("sha256", delivery.hmacSecret)
        .update(body)
        .digest("hex");
    }
    const statuses: number[] = [];
    for (let turn = 0; turn < delivery.times; turn += 1) {
      const response = await fetch(delivery.url, {
        method: "POST",
        headers,
        body,
        redirect: "manual",
      });
      await response.arrayBuffer();
      statuses.push(response.status);
    }
    return statuses;
  }
}

function render(delivery: Delivery): string {
  const values: Readonly<Record<string, string>> = {
    trigger_name: delivery.trigger,
    resource_url: delivery.resourceUrl,
    resource_name: delivery.resourceName,
    organization_name: delivery.organizationName,
  };
  return delivery.template.replaceAll(/\[(\w+)\]/g, (whole, name: string) =>
    // The values stand inside JSON strings of the template.
    Object.hasOwn(values, name) ? JSON.stringify(values[name]).slice(1, -1) : whole,
  );
}

/** Only loopback addresses: the imitation must never call out. */
function loopback(value: unknown): string {
  const url = typeof value === "string" && URL.canParse(value) ? new URL(value) : undefined;
  if (!url || !["127.0.0.1", "localhost", "[::1]"].includes(url.hostname)) {
    throw new Error("A webhook needs a loopback url.");
  }
  return url.href;
}
