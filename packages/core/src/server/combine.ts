import type { Server } from "@modelcontextprotocol/server";
import type { Change } from "../define/change.ts";
import type { Principal } from "../define/principal.ts";
import {
  selectableNames,
  type Offer,
  type Preset,
  type ToolsetDefinition,
} from "../define/vendor.ts";
import { selectionBeside, type SelectionRequest } from "../policy/index.ts";
import { bindServer, resultForm, type Bound, type ServerFace } from "./bind.ts";
import { discoveryOf, type Runtime } from "./runtime.ts";

/** Several vendors as one server: all tools in one list, all under one name. */
export interface Combined {
  readonly vendor: {
    readonly id: string;
    readonly toolsets: Readonly<Record<string, ToolsetDefinition>>;
    readonly presets: Readonly<Record<string, Preset>>;
    readonly toolsetHeaders: readonly string[];
  };
  bind(principal: Principal, selection: SelectionRequest, transport: "stdio" | "http"): Server;
  watch(
    principal: Principal,
    selection: SelectionRequest,
    listener: (change: Change) => void,
  ): () => void;
}

export interface CombineOptions {
  readonly runtimes: readonly [Runtime, ...Runtime[]];
  readonly name: string;
  readonly title: string;
  readonly version: string;
  /** What the names of its own tools begin with. */
  readonly toolPrefix: string;
}

/** Puts several vendors behind one server. Pure; each caller is bound to the vendors that its principal names. */
export function combine(options: CombineOptions): Combined {
  const { runtimes } = options;
  const face: ServerFace = {
    name: options.name,
    title: options.title,
    version: options.version,
    instructions: runtimes
      .map(({ vendor }) => `# ${vendor.title}\n${vendor.instructions}`)
      .join("\n\n"),
    offers: new Set<Offer>(runtimes.flatMap(({ vendor }) => vendor.offers ?? [])),
    get discovery() {
      return discoveryOf(options.toolPrefix);
    },
  };

  /** The vendors that a caller may use and that its selection leaves something of. */
  function boundsOf(
    principal: Principal,
    selection: SelectionRequest,
    transport: Bound["transport"],
  ): readonly [Bound, ...Bound[]] {
    const bounds = runtimes.flatMap((runtime): Bound[] => {
      const own = principal.byVendor?.get(runtime.vendor.id);
      const part = selectionBeside(runtime.vendor, runtime.settings, selection);
      if (own === undefined || part === undefined) return [];
      return [{ runtime, principal: own, profile: runtime.profile(own, part), transport }];
    });
    const [first, ...others] = bounds;
    // A selection names at least one known vendor, but perhaps none that this caller may use: then nothing is shown.
    return first === undefined ? [nothing(principal, transport)] : [first, ...others];
  }

  function nothing(principal: Principal, transport: Bound["transport"]): Bound {
    for (const runtime of runtimes) {
      const own = principal.byVendor?.get(runtime.vendor.id);
      if (own === undefined) continue;
      const profile = { ...runtime.profile(own, {}), allow: [] };
      return { runtime, principal: own, profile, transport };
    }
    throw new Error("a caller without any vendor reached the server");
  }

  return {
    vendor: { id: options.toolPrefix, ...selectable(runtimes) },
    bind: (principal, selection, transport) =>
      bindServer(
        face,
        boundsOf(principal, selection, transport),
        selection.results ?? resultForm(runtimes[0].settings["results"]),
      ),
    watch(principal, selection, listener) {
      const stops = boundsOf(principal, selection, "http").map((bound) =>
        bound.runtime.watch(
          bound.principal,
          selectionBeside(bound.runtime.vendor, bound.runtime.settings, selection) ?? {},
          listener,
        ),
      );
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}

/** Every word that a selection over these vendors may contain. */
function selectable(runtimes: readonly Runtime[]): Omit<Combined["vendor"], "id"> {
  const toolsets: Record<string, ToolsetDefinition> = {};
  const presets: Record<string, Preset> = {};
  for (const { vendor } of runtimes) {
    presets[vendor.id] = { description: `What ${vendor.title} alone shows` };
    for (const word of selectableNames({ toolsets: {}, presets: {} }))
      presets[`${vendor.id}:${word}`] = { description: `${word} of ${vendor.title}` };
    for (const [name, toolset] of Object.entries(vendor.toolsets)) {
      toolsets[name] ??= toolset;
      toolsets[`${vendor.id}:${name}`] = toolset;
    }
    for (const [name, preset] of Object.entries(vendor.presets)) {
      if (name !== "default") presets[name] ??= preset;
      presets[`${vendor.id}:${name}`] = preset;
    }
  }
  return {
    toolsets,
    presets,
    toolsetHeaders: [...new Set(runtimes.flatMap(({ vendor }) => vendor.toolsetHeaders ?? []))],
  };
}
