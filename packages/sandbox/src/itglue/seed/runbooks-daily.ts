import {
  bullets,
  closing,
  gallery,
  heading,
  host,
  numbered,
  paragraph,
  step,
  table,
  text,
  type Part,
  type Scene,
} from "./prose.ts";

/** A kind of document: its title and the way it is written. */
export interface Runbook {
  title: string;
  parts(scene: Scene): Part[];
}

/** Runbooks about people, desks and daily service. */
export const DAILY_RUNBOOKS: readonly Runbook[] = [
  {
    title: "New starter setup",
    parts: (scene) => [
      text(
        paragraph(
          `Use this for every new person at ${scene.organization.name}.`,
          `The request comes from ${scene.person} at least three working days before the first day.`,
        ) + bullets("Full name and start date", "Manager and department", "Laptop or shared desk"),
      ),
      heading(2, "Accounts"),
      step(
        10,
        numbered(
          "Copy the template user of the department; never copy a colleague.",
          `Set the mail address to first.last@${scene.organization.domain}.`,
          "Assign one Business Premium licence; order one if none is free.",
        ),
      ),
      step(5, paragraph("Register two sign-in methods together with the person, by phone.")),
      heading(2, "Equipment"),
      text(
        table(
          ["Item", "Where", "Remark"],
          ["Laptop", "Stock room, shelf 2", "Image Slate 14 current"],
          ["Headset", "Stock room, shelf 4", "USB-C only"],
          ["Door card", scene.site, "Made by reception"],
        ) + closing(scene),
      ),
    ],
  },
  {
    title: "Leaver offboarding",
    parts: (scene) => [
      text(paragraph("Start only on a written request of an approver. The order matters.")),
      step(2, paragraph("Block sign-in and revoke all sessions.")),
      step(5, paragraph("Change shared passwords that the person knew; the vault lists them.")),
      step(
        10,
        paragraph("Convert the mailbox to a shared one and grant it to the manager for 90 days.") +
          bullets("Out-of-office text from the manager", "Forwarding stays off"),
      ),
      step(5, paragraph("Collect laptop, phone and door card; wipe after seven days.")),
      text(
        paragraph(`Files on ${scene.server} stay where they are; ask the manager.`) +
          closing(scene),
      ),
    ],
  },
  {
    title: "Password and MFA reset",
    parts: (scene) => [
      text(
        paragraph(
          "Identity first: call back on the number in the contact record, never the one given.",
        ) +
          bullets("Ask for the manager's name", "Ask for the last ticket", "Refuse when in doubt"),
      ),
      step(3, paragraph("Remove the lost method and issue a temporary pass that works once.")),
      step(3, paragraph("Stay on the line until the person has signed in.")),
      text(closing(scene)),
    ],
  },
  {
    title: "Printer and scan to mail",
    parts: (scene) => [
      text(
        table(
          ["Printer", "Address", "Place"],
          ["PRN-01", host(scene, 30), "Reception"],
          ["PRN-02", host(scene, 31), "Back office"],
        ),
      ),
      heading(2, "Scan to mail stops"),
      text(
        numbered(
          `Check that the relay on ${scene.server} answers on port 25.`,
          `Sender must be scan@${scene.organization.domain}.`,
          "A full mailbox of the receiver looks the same: check that first.",
        ) + closing(scene),
      ),
      gallery("panel.png"),
    ],
  },
  {
    title: "Phone system call flow",
    parts: (scene) => [
      text(
        paragraph(`Calls to ${scene.site} ring the front desk for 20 seconds, then the group.`) +
          table(
            ["Time", "Goes to", "Then"],
            ["08:00 to 17:30", "Front desk", "Group 200"],
            ["Lunch", "Group 200", "Voicemail"],
            ["Night", "Announcement", "Duty phone 555 0142"],
          ),
      ),
      heading(2, "Changing the holiday message"),
      text(
        numbered("Record it on extension 8000", "Set the dates in the calendar", "Call in to test"),
      ),
      text(closing(scene)),
    ],
  },
  {
    title: "Line of business application",
    parts: (scene) => [
      text(
        paragraph(
          `The application runs on ${scene.server} with its database on the same machine.`,
          `Support is by the maker: <a href="https://support.vendor.example/portal">portal</a>.`,
        ),
      ),
      heading(2, "Update"),
      step(10, paragraph("Take a snapshot, and a dump of the database beside it.")),
      step(
        30,
        paragraph("Run the installer as the service account. Do not tick the reporting module."),
      ),
      step(10, paragraph(`Ask ${scene.person} to open a record, print it and close it.`)),
      heading(3, "Going back"),
      text(paragraph("Revert the snapshot, restore the dump, tell the maker.") + closing(scene)),
    ],
  },
  {
    title: "Shared mailbox and distribution lists",
    parts: (scene) => [
      text(
        table(
          ["Address", "Owner", "Members from"],
          [`info@${scene.organization.domain}`, scene.person, "Front desk"],
          [`invoices@${scene.organization.domain}`, "Finance", "Finance"],
        ) + paragraph("Outside senders are allowed on the first only."),
      ),
      text(closing(scene)),
    ],
  },
  {
    title: "Site access and contacts",
    parts: (scene) => [
      text(
        paragraph(`${scene.site}: ring at the side door. Parking for vans behind the building.`) +
          bullets(
            "Comms cabinet in the store room, key at reception",
            "Alarm off before 07:30 is done by the caretaker",
            "No drilling without a permit",
          ),
      ),
      gallery("entrance.png", "cabinet.png"),
      text(closing(scene)),
    ],
  },
  {
    title: "Vendor contacts and escalation",
    parts: (scene) => [
      text(
        table(
          ["Vendor", "For", "Reach"],
          ["Skyline Fibre", "Internet line", "555 0177, line id on the router"],
          ["Corvid Systems", "Server hardware", "next business day"],
          ["Inkwell", "Printers", "portal only"],
        ),
      ),
      heading(2, "When nobody answers"),
      text(
        paragraph("After 30 minutes go to the account manager, after 60 to our service lead.") +
          closing(scene),
      ),
    ],
  },
];
