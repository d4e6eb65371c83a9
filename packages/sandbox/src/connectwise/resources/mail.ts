import { now, type Call } from "../call.ts";
import { number, text, type Row } from "../model.ts";

/** To whom a message goes. */
export interface Audience {
  contact?: boolean;
  resources?: boolean;
  copies?: string;
}

/** Notes that the vendor would have sent mail now. */
export function mail(call: Call, ticket: Row | undefined, why: string, audience: Audience): void {
  const to: string[] = [];
  if (audience.contact === true) {
    const address = text(ticket, "contactEmailAddress");
    if (address !== "") to.push(address);
  }
  if (audience.resources === true) {
    for (const name of text(ticket, "resources").split(",")) {
      const member = call.state.store.table("members").by("identifier", name.trim())[0];
      if (member) to.push(text(member, "officeEmail"));
    }
  }
  to.push(...(audience.copies ?? "").split(/[;,]/).map((one) => one.trim()));
  call.state.mails.push({
    time: now(call),
    ticketId: number(ticket, "id"),
    to: to.filter((address) => address !== ""),
    why,
  });
}
