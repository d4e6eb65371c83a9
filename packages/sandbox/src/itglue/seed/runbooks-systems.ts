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
} from "./prose.ts";
import type { Runbook } from "./runbooks-daily.ts";

/** Runbooks about networks, servers, backup and security. */
export const SYSTEM_RUNBOOKS: readonly Runbook[] = [
  {
    title: "Firewall rules and VPN",
    parts: (scene) => [
      text(
        paragraph(`${scene.firewall} stands at ${scene.site}, inside address ${host(scene, 1)}.`) +
          table(
            ["Rule", "From", "To", "Port"],
            ["Web out", "LAN", "any", "80, 443"],
            ["Mail relay", scene.server, "smart host", "587"],
            ["Remote access", "VPN pool", scene.server, "3389"],
          ),
      ),
      heading(2, "VPN"),
      step(
        5,
        paragraph("Export the profile from the firewall and send it by the secure link only."),
      ),
      step(5, paragraph("Sign-in asks for the second factor; without it the tunnel stays down.")),
      text(closing(scene)),
    ],
  },
  {
    title: "Wi-Fi overview",
    parts: (scene) => [
      text(
        table(
          ["SSID", "VLAN", "Sign-in"],
          [`${scene.organization.short}-Staff`, "30", "WPA3 Enterprise"],
          [`${scene.organization.short}-Guest`, "40", "Portal, 8 hours"],
        ) +
          paragraph(
            "Access points are adopted by the cloud controller; a reset needs the claim code.",
          ),
      ),
      gallery("coverage.png", "ap-ceiling.png"),
      heading(2, "Slow Wi-Fi"),
      text(
        numbered(
          "Ask where and since when",
          "Look at the channel use of that access point",
          "Compare with a cable before touching anything",
        ) + closing(scene),
      ),
    ],
  },
  {
    title: "Internet failover",
    parts: (scene) => [
      text(
        paragraph(
          "The fibre line is first, the mobile router second.",
          `${scene.firewall} switches after 40 seconds without answer from ${host(scene, 200)}.`,
        ),
      ),
      step(
        5,
        paragraph("Pull the fibre cable at the patch panel, wait a minute, open a web page."),
      ),
      step(5, paragraph("Put it back. Phones need a restart when the public address changed.")),
      text(bullets("Test every quarter", "Never on a Monday morning") + closing(scene)),
    ],
  },
  {
    title: "Backup overview and restore test",
    parts: (scene) => [
      text(
        paragraph(
          `${scene.server} is saved every hour to ${scene.nas}, and every night off site.`,
        ) +
          table(
            ["What", "How often", "Kept"],
            ["Image of the server", "hourly", "14 days"],
            ["Off site copy", "nightly", "1 year"],
            ["Mailboxes", "3 times a day", "unlimited"],
          ),
      ),
      heading(2, "Restore test"),
      step(10, paragraph("Mount last night's image as a virtual machine without network.")),
      step(10, paragraph("Open one file of each share; compare its date with the original.")),
      step(5, paragraph("Unmount, attach the screenshot to the ticket."), ["mounted.png"]),
      text(closing(scene)),
    ],
  },
  {
    title: "Server patching window",
    parts: (scene) => [
      text(
        paragraph(`Second Thursday of the month, 21:00 to 23:30, ${scene.server} and its guests.`),
      ),
      step(10, paragraph("Check that last night's backup is good. If not, stop here.")),
      step(
        60,
        paragraph("Approve the updates in the console; hold back drivers and preview builds."),
      ),
      step(
        15,
        paragraph("Restart, then check services, event log and the application's sign-in page."),
      ),
      text(
        heading2("Known trouble") +
          bullets(
            "The print spooler starts late; start it by hand",
            "Licence dongle loses its port",
          ) +
          closing(scene),
      ),
    ],
  },
  {
    title: "Disaster recovery plan",
    parts: (scene) => [
      text(
        paragraph(`What ${scene.organization.name} needs first, and how long it can wait.`) +
          table(
            ["System", "Back within", "Data loss at most"],
            ["Phones", "2 hours", "none"],
            ["Line of business", "4 hours", "1 hour"],
            ["Files", "1 day", "1 hour"],
          ),
      ),
      heading(2, "Calling tree"),
      text(numbered(scene.person, "Service lead", "Insurer, claim line 555 0199")),
      heading(2, "Steps"),
      step(30, paragraph("Decide with the customer: repair here, or run from the off site copy.")),
      step(90, paragraph("Start the virtual copy and point the VPN at it.")),
      text(closing(scene)),
    ],
  },
  {
    title: "Certificate renewal",
    parts: (scene) => [
      text(
        paragraph(
          `The certificate of remote.${scene.organization.domain} is renewed by hand every year.`,
          "The reminder comes 30 days ahead.",
        ),
      ),
      step(10, paragraph(`Make the request on ${scene.server}; keep the key there.`)),
      step(
        10,
        paragraph(
          "Install the answer with its chain, bind it to the gateway, restart the gateway.",
        ),
      ),
      text(
        paragraph('Check from outside: <a href="https://check.tls.example/">TLS check</a>.') +
          closing(scene),
      ),
    ],
  },
  {
    title: "Isolating an infected computer",
    parts: (scene) => [
      text(paragraph("Do the first three steps before any call. Minutes count.")),
      step(1, paragraph("Isolate the computer in the endpoint console; do not switch it off.")),
      step(2, paragraph("Block the person's sign-in and revoke sessions.")),
      step(
        3,
        paragraph(
          `Cut ${scene.site} from the server VLAN when more than one computer shows signs.`,
        ),
      ),
      text(
        bullets(
          "Photograph the screen",
          "Write down times",
          `Tell ${scene.person} by phone, not by mail`,
        ) + closing(scene),
      ),
    ],
  },
  {
    title: "Network overview",
    parts: (scene) => [
      gallery("diagram.png", "rack.png"),
      text(
        table(
          ["VLAN", "Use", "Gateway"],
          ["1", "Management", host(scene, 1)],
          ["30", "Staff", host(scene, 60)],
          ["40", "Guests", host(scene, 120)],
        ) + closing(scene),
      ),
    ],
  },
  {
    title: "UPS and power cut",
    parts: (scene) => [
      text(
        paragraph(
          `The UPS carries ${scene.server}, ${scene.firewall} and the switch for about 18 minutes.`,
        ) +
          numbered(
            "At 50 % the server begins to shut down by itself",
            "Power back: switch first, then firewall, then server",
            "Battery change every three years; the date is on the front",
          ),
      ),
      text(closing(scene)),
    ],
  },
  {
    title: "Break-glass accounts",
    parts: (scene) => [
      text(
        paragraph(
          "Two accounts exist for the day when nobody else can sign in.",
          "Their passwords lie in the vault under Break-glass; every use raises an alarm.",
        ) + bullets("Use only with two people", "Change the password afterwards"),
      ),
      text(closing(scene)),
    ],
  },
];

function heading2(title: string): string {
  return `<h2>${title}</h2>`;
}
