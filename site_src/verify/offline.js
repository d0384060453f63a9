(() => {
  // page/dom.js
  var SVG = "http://www.w3.org/2000/svg";
  var SHAPES = {
    pass: [["circle", { cx: 8, cy: 8, r: 7.5 }], ["path", { class: "cut", d: "M4.4 8.3l2.5 2.5 4.8-5.3" }]],
    fail: [["path", { d: "M8 .8l7.6 14H.4z" }], ["path", { class: "cut", d: "M8 5.6v4.4M8 11.6v1.4" }]],
    pending: [["circle", { class: "ring", cx: 8, cy: 8, r: 6.5 }], ["path", { class: "hand", d: "M8 4.2V8l2.6 1.8" }]],
    unknown: [
      ["path", { class: "ring", d: "M1.5 1.5h13v13h-13z" }],
      ["path", { class: "hand", d: "M6 6.2c.2-2.4 4-2.4 4 0 0 1.6-2 1.5-2 3.2M8 11.7v.3" }]
    ],
    void: [["path", { class: "ring", d: "M1.5 1.5h13v13h-13z" }], ["path", { class: "hand", d: "M4.8 4.8l6.4 6.4M11.2 4.8l-6.4 6.4" }]],
    drawn: [["circle", { cx: 8, cy: 8, r: 7.5 }], ["circle", { class: "cut", cx: 8, cy: 8, r: 3.6 }]],
    spared: [["circle", { class: "ring", cx: 8, cy: 8, r: 6.5 }]],
    idle: [["circle", { class: "ring dash", cx: 8, cy: 8, r: 6.5 }]],
    running: [["circle", { class: "ring", cx: 8, cy: 8, r: 6.5 }], ["circle", { cx: 8, cy: 8, r: 2.6 }]]
  };
  function h(name, props = {}, ...children) {
    const [tag, ...classes] = name.split(".");
    const element = document.createElement(tag);
    if (classes.length) element.className = classes.join(" ");
    for (const [key, value] of Object.entries(props || {})) {
      if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
      else if (value === true) element.setAttribute(key, "");
      else if (value !== null && value !== void 0 && value !== false) element.setAttribute(key, String(value));
    }
    return fill(element, children);
  }
  function fill(element, children) {
    for (const child of [children].flat(Infinity)) {
      if (child !== null && child !== void 0 && child !== false) element.append(child);
    }
    return element;
  }
  function put(element, ...children) {
    element.textContent = "";
    return fill(element, children);
  }
  function shape(kind) {
    const drawn = document.createElementNS(SVG, "svg");
    const common = { class: "shape", viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true", focusable: "false" };
    for (const [key, value] of Object.entries(common)) drawn.setAttribute(key, value);
    for (const [tag, attributes] of SHAPES[kind]) {
      const part = document.createElementNS(SVG, tag);
      for (const [key, value] of Object.entries(attributes)) part.setAttribute(key, value);
      drawn.append(part);
    }
    return drawn;
  }
  function mark(kind, word) {
    return h(`span.mark.mark--${kind}`, {}, shape(kind), h("span", {}, word));
  }
  function dots([filled, total]) {
    const columns = Math.min(total, 20);
    const [width, height] = [columns * 9, Math.ceil(total / 20) * 9];
    const drawn = document.createElementNS(SVG, "svg");
    const common = { class: "dots", viewBox: `0 0 ${width} ${height}`, width, height, "aria-hidden": "true", focusable: "false" };
    for (const [key, value] of Object.entries(common)) drawn.setAttribute(key, value);
    for (let index = 0; index < total; index++) {
      const dot = document.createElementNS(SVG, "circle");
      const place3 = { cx: index % 20 * 9 + 4.5, cy: Math.floor(index / 20) * 9 + 4.5, r: 3.2 };
      for (const [key, value] of Object.entries(place3)) dot.setAttribute(key, value);
      if (index < filled) dot.setAttribute("class", "on");
      drawn.append(dot);
    }
    return drawn;
  }
  function hash(value, cut = 0) {
    if (!cut || value.length <= cut) return h("code.hash", {}, value);
    return h("code.hash", { title: value }, `${value.slice(0, cut)}…`);
  }
  function fingerprint(value, label) {
    const groups = Array.from({ length: 16 }, (_, at) => h("span", {}, value.slice(4 * at, 4 * at + 4)));
    return h("p.fingerprint.fingerprint--four", { role: "img", "aria-label": `${label} ${spoken(value)}` }, groups);
  }
  function spoken(value) {
    return (value.match(/.{1,4}/g) || []).join(" ");
  }
  async function copyFrom(block2, button, idle = "复制") {
    try {
      await navigator.clipboard.writeText(block2.textContent);
      button.textContent = "已复制";
      setTimeout(() => {
        button.textContent = idle;
      }, 2e3);
    } catch (error) {
      getSelection().selectAllChildren(block2);
      button.textContent = "已选中，请按 Ctrl+C";
    }
  }
  function block(text2, label, { copy = true } = {}) {
    const code = h("code", {}, text2);
    const pre = h("pre", { tabindex: "0" }, code);
    const button = h("button.copy", { type: "button", "aria-label": `复制${label}` }, "复制");
    button.addEventListener("click", () => copyFrom(code, button));
    return h("div.shell", { role: "group", "aria-label": label }, pre, copy ? button : null);
  }
  function details(summary, ...children) {
    return h("details", {}, h("summary", {}, summary), children);
  }
  function save(name, data, type = "text/plain;charset=utf-8") {
    const address = URL.createObjectURL(new Blob([data], { type }));
    const link = h("a", { href: address, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 6e4);
  }
  function announcer() {
    const place3 = h("p.hidden", { role: "status", "aria-live": "polite" });
    return {
      place: place3,
      say(text2) {
        if (place3.textContent !== text2) place3.textContent = text2;
      }
    };
  }
  function fileLink(root2, path) {
    const name = h("code", {}, path);
    return root2 ? h("a", { href: new URL(path, root2).href }, name) : name;
  }
  function size(bytes) {
    if (bytes < 1e3) return `${bytes} 字节`;
    return bytes < 1e6 ? `${Math.round(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
  }
  function duration(ms) {
    return ms < 100 ? `${Math.max(1, Math.round(ms))} 毫秒` : `${(ms / 1e3).toFixed(1)} 秒`;
  }
  function moment(when2) {
    const time2 = new Date(typeof when2 === "string" ? Date.parse(when2) : when2.getTime());
    const local = new Date(time2.getTime() + 8 * 36e5);
    const two = (number) => String(number).padStart(2, "0");
    const day = `${local.getUTCFullYear()}年${local.getUTCMonth() + 1}月${local.getUTCDate()}日`;
    return `${day} ${two(local.getUTCHours())}:${two(local.getUTCMinutes())}`;
  }

  // page/words.js
  var VERDICTS = { pass: "成立", fail: "不成立", pending: "还没到时候", unknown: "无法判断" };
  var ORDER = ["pass", "pending", "unknown", "fail"];
  var CHECKS = {
    C01: ["签名人有权", "每个签名的密钥，在总账的那个位置上，都列在签名规则里，且属于应有的角色。"],
    C02: ["总账完整", "最新的总账指纹有总账的签名，并能由全部条目重新算出。"],
    C03: ["历史未改", "以前的每个总账指纹，都是今天这本总账的开头一段。"],
    C04: ["有人见证", "足够多的见证人见证了封签时的总账和最新的总账。"],
    C05: ["次序无缺", "抽签编号不缺号，一个编号只封存一次，同一事项不同时抽两次，作废须在公共随机数产生之前有人见证。"],
    C06: ["签批齐全", "每份签名文书都有应当签名的各方签名。"],
    C07: ["文件相符", "公布的每个文件与总账登记的一字不差，没有多余的，也没有缺少的。"],
    C08: ["名单有据", "参加抽签的名单和检查人员名单，可以由当时的名录、抽查方案和规则重新得出。"],
    C09: ["名额相符", "各组抽多少、检查组要什么人，可以由名单重新算出。"],
    C10: ["先封后抽", "封存、拆封、封签依次写进总账，并在公共随机数产生至少60秒之前有人见证。"],
    C11: ["秘密相符", "各方拆封的秘密，正是它抽签前封存的那一个；没有拆封的写明缺席。"],
    C12: ["公共随机数为真", "公共随机数有证明，正是抽签前指定的那一期，时刻由计算得出。"],
    C13: ["种子可重算", "本次抽签的种子，由各方秘密和公共随机数按公布的写法重新得出。"],
    C14: ["抽中名单可重算", "每家单位的签号可以单独算出；各组签号最小的若干家，正是公布的抽中名单。"],
    C15: ["检查组可重算", "由谁去检查，按公布的规则重新计算，结果相同。"],
    C16: ["更换有据", "每次更换、增补都在新的公共随机数产生之前写进总账，并由它决定换成谁。"],
    C17: ["结果齐全", "抽中的每家单位都按期公布了结果，由应去的检查人员在抽签之后检查，记录没有被改动。"],
    C18: ["按期公布", "每个结果在认定后30日与20个工作日中较早的一天之前公布。"],
    C19: ["名录无异动", "抽签前没有无故移出、移出又移回，也没有临时改动本次抽签用到的内容。"],
    C20: ["不泄露隐私", "公布的文件里没有不应公开的栏目、身份证号和电话号码。"]
  };
  var UNPINNED = "；尚未与公告上印的起点指纹比对";
  var COMPUTED = ["C11", "C12", "C13", "C14", "C15"];
  var MEANINGS = {
    C01: ["有的签名用了签名规则里没有的钥匙，或者钥匙不属于应有的人。", "不等于抽签一定算错；抽签算得对不对，看 C13 至 C15。"],
    C02: ["总账的指纹和总账里的条目对不上：总账被改过，或者文件在发布时损坏。", "不等于抽签结果被改过：也可能是文件损坏。换一台设备、换一个网络再取一次，可以分清。"],
    C03: ["今天的总账不是从前那一本的延续：过去的记录被改写或者删除过。", "不说明改了哪一条、是谁改的；把从前的指纹和今天的一起交给见证人，才查得出来。"],
    C04: ["见证人的签名不够，或者有一个是坏的：“只有一本总账”得不到外人的证明。", "不等于总账真的被换过，只是没有外人能替它作证。"],
    C05: ["抽签的次序不合规则：有缺号、重抽、同时抽两次，或者作废来得太晚。", "不说明是谁的主意；要请抽查机构说明缘由。"],
    C06: ["有的文书缺少应有的签名，或者签名是坏的。", "不等于文书内容是假的；但没有签齐的文书不该算数。"],
    C07: ["公布的某个文件和总账登记的不是同一个：它在登记以后变过，或者缺失、多余。", "不等于抽签算错了，也不说明是谁改的：可能是有意改动，也可能是发布出错。总账里登记的哈希才是当时的那一个。"],
    C08: ["参加抽签的名单不能从当时的名录和方案得出：有人多了、少了，或者分错了组。", "不等于您的单位被动过；在“查我的单位”里可以单独看。"],
    C09: ["名额和名单对不上：抽多了、抽少了，或者席位改过。", "不说明哪一家不该被抽中。"],
    C10: ["封存没有在公共随机数产生之前得到见证：名单有可能是知道结果以后才定的。", "不能证明名单真的改过；但规则要求这样的抽签不能算数。"],
    C11: ["有一方拆封的秘密不是它封存的那一个：有人事后换过。", "不等于种子是他们选定的：只要有一方守信，谁也不能单独选定种子。"],
    C12: ["公共随机数不是抽签前指定的那一期，或者它的证明不成立：种子可能被人选过。", "不等于随机数的发布机构有问题；先看是哪一期、哪个值不对。"],
    C13: ["种子和它应有的来历对不上：抽签用的不是这些秘密和公共随机数。", "不等于名单被改过；差在哪一行，逐行核对 seed.txt 就能看出。"],
    C14: ["按公布的种子重算，抽中的不是公布的这些单位。", "不等于每一家都错；对照两份名单可以看出是哪几家。"],
    C15: ["按公布的规则重算，派去检查的不是公布的这些人。", "不等于抽中的单位错了；单位对不对看 C14。"],
    C16: ["有一次更换或增补不合规则：换谁、补谁不是由事后的随机数决定的。", "不影响没有更换过的检查组。"],
    C17: ["有的结果过期没有公布、被改动过，或者去检查的不是应去的人。", "不等于结论本身是错的；对结论有异议请按期提出。"],
    C18: ["有的结果公布晚了。", "不等于结果是错的。"],
    C19: ["名录在抽签前有说不清的变动：有人被移出、移出又移回，或者改过内容。", "不等于有人做了手脚：可能有正当原因，变动清单应当写明。"],
    C20: ["公布的文件里有不该公开的内容。", "不等于抽签有问题；请尽快通知本局撤下，并请不要转发。"]
  };
  var EXCLUDED = { inactive: "已不在经营状态", expired: "执法证到期", suspended: "暂停执法", transferred: "已调离" };
  var GROUNDS = { repair: "信用修复", expired: "公示期满", court: "法院裁判" };

  // page/failure.js
  var MAILED = 1500;
  var LISTED = 8;
  function failurePanel(report, context) {
    const failed = report.checks.filter((check3) => check3.verdict === "fail");
    return h(
      "section.failure",
      { "aria-labelledby": "check-failure" },
      h("h3", { id: "check-failure" }, "哪里对不上"),
      failed.map((check3) => failedCheck(check3, context)),
      h("h3", {}, "现在请您做"),
      todo(context),
      complaintPart(report, failed, context)
    );
  }
  function failedCheck(check3, context) {
    const [means, not] = MEANINGS[check3.code];
    const findings = check3.findings.filter((finding) => finding.verdict === "fail");
    const more = findings.slice(LISTED);
    return h(
      "div.failure__check",
      {},
      h("p.failure__title", {}, mark("fail", "不成立"), " ", h("strong", {}, `${check3.code} ${CHECKS[check3.code][0]}`)),
      findings.slice(0, LISTED).map((finding) => compared(finding, context)),
      more.length ? details(`还有 ${more.length} 处`, more.map((finding) => compared(finding, context))) : null,
      h(
        "dl.failure__means",
        {},
        h("div", {}, h("dt", {}, "这意味着"), h("dd", {}, means)),
        h("div", {}, h("dt", {}, "这不意味着"), h("dd", {}, not))
      )
    );
  }
  function compared(finding, context) {
    return h(
      "div.failure__finding",
      {},
      h("p", {}, finding.zh),
      finding.file ? h("p", {}, "文件 ", fileLink(context.root, finding.file), saveButton(finding.file, context)) : null,
      valuePair(finding)
    );
  }
  function valuePair(finding) {
    if (!finding.found && !finding.expected) return null;
    const at = firstDifference(finding.found, finding.expected);
    return h(
      "dl.pair",
      {},
      h("div", {}, h("dt", {}, "实际是"), h("dd", {}, pointed(finding.found, at))),
      h("div", {}, h("dt", {}, "应当是"), h("dd", {}, pointed(finding.expected, at)))
    );
  }
  function firstDifference(one, other) {
    if (!one || !other || one === other) return -1;
    let at = 0;
    while (one[at] === other[at]) at++;
    return at;
  }
  function pointed(text2, at) {
    if (!text2) return h("span.quiet", {}, "（没有）");
    if (at < 0) return hash(text2);
    return h("code.hash", {}, text2.slice(0, at), h("mark", {}, text2.slice(at) || "（到此为止）"));
  }
  function saveButton(path, context) {
    const button = h("button.link", { type: "button" }, "保存刚才取到的这个文件");
    button.addEventListener("click", async () => {
      const data = await context.read(path).catch(() => null);
      if (data) save(path.replace(/\//g, "_"), data, "application/octet-stream");
      else button.replaceWith(h("span.quiet", {}, "这个文件没有取到"));
    });
    return [" ", button];
  }
  function todo(context) {
    const { bureau, witnesses } = context;
    const outside = witnesses.filter((witness) => witness.outside).map((witness) => witness.name);
    return h(
      "ol.failure__todo",
      {},
      h("li", {}, h("strong", {}, "不要只是刷新。"), "对不上的这一刻就是证据。先把本页存下来（打印成 PDF 或截图），保存上面的文件和下面的报告，不要改动。"),
      h("li", {}, "换一台设备、换一个网络再核对一次，两次的结果都留下。"),
      h(
        "li",
        {},
        h("strong", {}, "今天就告诉："),
        outside.length ? `本局以外的见证人（${outside.join("、")}）；` : "",
        "上级人力资源和社会保障部门或者纪检监察机关；也可以告诉本局",
        bureau.phone || bureau.office ? `（${[bureau.office, bureau.phone && `电话 ${bureau.phone}`].filter(Boolean).join("，")}）` : "",
        "。见证人下一次签名以前知道，最有用。"
      ),
      bureau.objections ? h("li", {}, `您是被检查的单位，还可以提出异议：${bureau.objections}。`) : null
    );
  }
  function complaintPart(report, failed, context) {
    const text2 = complaint(failed, context, report);
    const shown2 = block(text2, "可以直接发出的文字", { copy: false });
    const code = shown2.querySelector("code");
    const copy = h("button.button.button--second", { type: "button" }, "复制这段文字");
    copy.addEventListener("click", () => copyFrom(code, copy, "复制这段文字"));
    const keep = h("button.button.button--second", { type: "button" }, "保存核对报告");
    keep.addEventListener("click", () => save(`report-${context.draw}.json`, reportText(report, context), "application/json"));
    const body = text2.length > MAILED ? `${text2.slice(0, MAILED)}…
（其余见所附报告）` : text2;
    const subject = `抽查 ${context.draw} 核验不成立：${failed.map((check3) => check3.code).join("、")}`;
    const mail = h("a", { href: `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}` }, "用邮件发送");
    return h("div.failure__text", {}, h("h3", {}, "可以直接发出的文字"), shown2, h("p.check__actions", {}, copy, keep, mail));
  }
  function reportText(report, context) {
    const { address, draw: draw2, time: time2, bureau } = context;
    const { checks, notices: notices3, genesis, checkpoint, verdict: verdict2 } = report;
    return `${JSON.stringify({ address, bureau: bureau.name, draw: draw2, time: time2, verdict: verdict2, genesis, checkpoint, checks, notices: notices3 }, null, 2)}
`;
  }
  function complaint(failed, context, report) {
    const lines = [
      `关于抽查 ${context.draw}（${context.title}）核验不成立的情况`,
      "",
      `${moment(context.time)}，我在 ${context.address} 按“现在就核对”，由我的浏览器取来公布的文件重新计算，下列检查不成立：`,
      ""
    ];
    for (const check3 of failed) {
      lines.push(`${check3.code} ${CHECKS[check3.code][0]}`);
      for (const finding of check3.findings.filter((one) => one.verdict === "fail").slice(0, LISTED)) {
        lines.push(`  ${finding.zh}`);
        if (finding.file) lines.push(`  文件：${finding.file}`);
        if (finding.found) lines.push(`  实际是：${finding.found}`);
        if (finding.expected) lines.push(`  应当是：${finding.expected}`);
        if (finding.byHand) lines.push(`  自己查：${finding.byHand}`);
      }
      lines.push("");
    }
    const { checkpoint, genesis } = report;
    if (checkpoint) lines.push(`当时的总账指纹：${checkpoint.fingerprint}（${checkpoint.size} 条）`);
    if (genesis) lines.push(`起点指纹：${genesis.hash}（${context.pinned ? "我已与纸上的比对过" : "我没有与纸上的比对"}）`);
    lines.push(`浏览器：${navigator.userAgent}`, "", "附：核对报告，以及当时取到的文件。请书面答复原因。");
    return lines.join("\n");
  }

  // page/summary.js
  function judged({ code, findings }) {
    const worst2 = Math.max(0, ...findings.map((finding) => ORDER.indexOf(finding.verdict)));
    return { code, findings, verdict: ORDER[worst2], empty: findings.length === 0 };
  }
  function markOf({ verdict: verdict2, empty }) {
    return empty ? ["void", "没有要查的"] : [verdict2, VERDICTS[verdict2]];
  }
  function counted(checks) {
    const counts = { pass: 0, fail: 0, pending: 0, unknown: 0, empty: 0 };
    for (const check3 of checks) counts[check3.empty ? "empty" : check3.verdict]++;
    return counts;
  }
  function countedWords(counts) {
    const kinds = ["fail", "pass", "pending", "unknown"].filter((kind) => counts[kind]);
    const words2 = kinds.map((kind) => `${counts[kind]} 项${VERDICTS[kind]}`);
    return [...words2, ...counts.empty ? [`${counts.empty} 项没有要查的`] : []].join("，");
  }
  function verdict(report, { voided = false, fires = "", unpinned = 0 } = {}) {
    const by = new Map(report.checks.map((check3) => [check3.code, check3.empty ? "empty" : check3.verdict]));
    const counts = counted(report.checks);
    const computed = COMPUTED.map((code) => by.get(code));
    if (counts.fail) {
      return { kind: "fail", title: `对不上：${counts.fail} 项检查不成立。`, text: "公布的东西里有的和别的不一致。请不要只是刷新，照下面说的做。" };
    }
    const rest = restWords(counts, unpinned);
    if (voided) {
      return { kind: "unknown", title: "这次抽查已经作废，没有抽签结果可以核对。", text: `封存的文件仍然核对过了，没有发现不对。${rest}` };
    }
    if (computed.every((one) => one === "pass")) {
      return { kind: "pass", title: "您的浏览器把这次抽签重新算了一遍，结果与公布的一致。", text: rest };
    }
    if (computed.includes("pending")) {
      const when2 = fires ? `要等公共随机数在 ${fires} 产生以后` : "要等公共随机数产生以后";
      return { kind: "pending", title: "还没有抽签。现在能查的，没有发现不对。", text: `抽签结果${when2}才能核对；到那时再按一次。${rest}` };
    }
    return { kind: "unknown", title: "现在还不能判断这次抽签。", text: `没有发现不对，但是缺少判断所需的证据，原因写在各项里。${rest}` };
  }
  function restWords(counts, unpinned) {
    const other = counts.unknown - unpinned;
    const words2 = [];
    if (unpinned) words2.push(`${unpinned} 项只差一步：要您把起点指纹和纸上的比对一下。`);
    if (other > 0) words2.push(`${unpinned ? "另有 " : "有 "}${other} 项现在无法判断，原因写在各项里。`);
    return words2.join("");
  }

  // page/report_view.js
  var IDLE = "checks__item checks__item--idle";
  var SHOWN = 12;
  var REASONS = 3;
  var GROUPS = [
    ["抽签以前：先封存", ["C07", "C08", "C09", "C10"]],
    ["抽签：照着算", ["C11", "C12", "C13", "C14", "C15"]],
    ["抽签以后", ["C16", "C17", "C18", "C19", "C20"]],
    ["总账和签名", ["C01", "C02", "C03", "C04", "C05", "C06"]]
  ];
  var ReportView = class {
    /** @param {HTMLElement} place @param {URL|null} root where the published files have addresses */
    constructor(place3, root2) {
      this.root = root2;
      this.live = announcer();
      this.head = h("div.verdict", { tabindex: "-1" });
      this.bar = h("progress.check__bar", { max: "20", "aria-label": "核对进度" });
      this.step = h("p.check__step");
      this.failures = h("div");
      this.items = /* @__PURE__ */ new Map();
      this.list = h("div.checks", {}, GROUPS.map(([title2, codes]) => this.group(title2, codes)));
      this.after = h("div.check__after");
      this.started = performance.now();
      this.done = 0;
      put(place3, this.live.place, this.head, h("div.check__running", {}, this.bar, this.step), this.failures, this.after, this.list);
      this.running();
    }
    group(title2, codes) {
      const rows = codes.map((code) => {
        const item = h("li", { class: IDLE, "data-code": code });
        this.items.set(code, item);
        this.row(item, code, mark("idle", "等待"));
        return item;
      });
      return h("section", {}, h("h3.checks__group", {}, title2), h("ul.checks__list", {}, rows));
    }
    row(item, code, state, time2 = "", ...more) {
      const [title2, sentence] = CHECKS[code];
      put(
        item,
        h("p.checks__head", {}, h("span.checks__state", {}, state), h("span.checks__title", {}, h("span.code", {}, code), " ", h("strong", {}, title2)), h("span.checks__time", {}, time2)),
        h("p.checks__sentence", {}, sentence),
        more
      );
    }
    running() {
      put(this.head, h("p.verdict__title", {}, shape("running"), h("span", {}, "正在核对……")), h("p", {}, "您的浏览器正在取公布的文件，从头计算。可以继续看别的地方。"));
      this.live.say("开始核对");
    }
    /** What is being read. */
    reading(files2, words2) {
      this.step.textContent = `已取 ${files2} 个文件，${words2}`;
    }
    /** Which checks are under way. `rows`: done so far of the draw's list; `share`: of all of them, from 0 to 1. */
    computing({ codes, rows, share }) {
      for (const code of codes) {
        const item = this.items.get(code);
        if (item.className !== IDLE) continue;
        item.className = "checks__item checks__item--running";
        this.row(item, code, mark("running", "正在查"));
      }
      this.bar.value = this.done + share * codes.length;
      const part = rows ? `，已算 ${rows.toLocaleString("zh-CN")} 行` : "";
      this.step.textContent = codes.length ? `正在查 ${codes.map((code) => CHECKS[code][0]).join("、")}${part}` : "";
    }
    /** A check is done. `check`: `{code, verdict, findings}`; `ms`: since the start; `done`: how many are. */
    checked(check3, ms, done) {
      const item = this.items.get(check3.code);
      item.className = `checks__item checks__item--${check3.verdict}`;
      item.dataset.verdict = check3.empty ? "none" : check3.verdict;
      this.row(item, check3.code, mark(...markOf(check3)), `第 ${duration(ms)}`, this.depths(check3));
      this.bar.value = this.done = done;
      if (done % 5 === 0) this.live.say(`已查完 ${done} 项，共 20 项`);
    }
    /** The reason where a check doesn't hold; then what was compared, and how to do each comparison without us. */
    depths(check3) {
      const bad = check3.findings.filter((finding) => finding.verdict !== "pass");
      const reasons = Array.from(new Set(bad.map((finding) => finding.zh)));
      const byHand2 = check3.findings.some((finding) => finding.byHand);
      const title2 = `${byHand2 ? "对照了什么，怎样自己查" : "对照了什么"}（${check3.findings.length} 处）`;
      return [
        reasons.slice(0, REASONS).map((reason) => h("p.checks__reason", {}, reasonWords(reason))),
        reasons.length > REASONS ? h("p.checks__reason", {}, `（还有 ${reasons.length - REASONS} 条，见下）`) : null,
        check3.findings.length ? details(title2, this.findings(check3.findings)) : null
      ];
    }
    findings(findings) {
      const order = { fail: 0, unknown: 1, pending: 2, pass: 3 };
      const sorted = findings.slice().sort((a, b) => order[a.verdict] - order[b.verdict]);
      const shown2 = sorted.slice(0, SHOWN).map((finding) => this.finding(finding));
      const rest = sorted.slice(SHOWN);
      return [h("ul.findings", {}, shown2), rest.length ? details(`还有 ${rest.length} 处`, h("ul.findings", {}, rest.map((finding) => this.finding(finding)))) : null];
    }
    finding(finding) {
      return h(
        "li",
        {},
        h("p", {}, mark(finding.verdict, VERDICTS[finding.verdict]), " ", finding.zh),
        finding.file ? h("p.findings__file", {}, "文件 ", fileLink(this.root, finding.file)) : null,
        valuePair(finding),
        finding.byHand ? byHand(finding) : null
      );
    }
    /** The verdict, in a sentence; the reader's focus goes there unless it has moved on. */
    finished({ kind, title: title2, text: text2 }, fine) {
      const ran = performance.now() - this.started;
      this.bar.hidden = true;
      this.step.textContent = "";
      this.head.className = `verdict verdict--${kind}`;
      put(this.head, h("p.verdict__title", {}, shape(kind), h("span", {}, title2)), text2 ? h("p", {}, text2) : null, fine(ran));
      this.live.say(`核对完毕。${title2}`);
    }
    /** The check couldn't be carried out at all. */
    broken(words2) {
      this.bar.hidden = true;
      this.step.textContent = "";
      this.head.className = "verdict verdict--unknown";
      put(this.head, h("p.verdict__title", {}, shape("unknown"), h("span", {}, "没有核对成：这不说明抽签有问题，也不说明没有问题。")), h("p", {}, words2));
      this.live.say("没有核对成");
    }
  };
  function reasonWords(reason) {
    if (!reason.endsWith(UNPINNED)) return reason;
    return [reason.slice(0, -UNPINNED.length), "；", h("a", { href: "#check-root" }, "还没有和纸上的起点指纹比对")];
  }
  function byHand(finding) {
    return details(
      "不用我们，自己查",
      block(finding.byHand, "自己查的命令"),
      finding.expected ? h("p.findings__says", {}, "应得 ", h("code.hash", {}, finding.expected)) : null,
      h("p.findings__says", {}, "在公布的文件所在的文件夹里运行：先下载 evidence.zip 解开。要 Linux、macOS 或 Windows 的 WSL。")
    );
  }

  // page/root.js
  var HEX64 = /^[0-9a-f]{64}$/;
  var Memory = class {
    /** @param {string} site what tells sites of one host apart: the path of the site's root */
    constructor(site) {
      this.key = `shuangsuiji:${site}`;
      this.value = this.load();
    }
    load() {
      try {
        const value = JSON.parse(localStorage.getItem(this.key) || "{}");
        const good = value && typeof value === "object" && (!value.genesis || HEX64.test(value.genesis));
        return good ? value : {};
      } catch (error) {
        return {};
      }
    }
    /** Adds members and stores them. @returns {boolean} whether the browser could keep them */
    remember(more) {
      this.value = { ...this.value, ...more };
      try {
        localStorage.setItem(this.key, JSON.stringify(this.value));
        return true;
      } catch (error) {
        return false;
      }
    }
    forget() {
      this.value = {};
      try {
        localStorage.removeItem(this.key);
      } catch (error) {
        return;
      }
    }
    /** The genesis hash that the reader has compared, or undefined. */
    get genesis() {
      return this.value.genesis;
    }
    /** The note of the checkpoint that the reader kept, as bytes, or undefined. */
    get since() {
      return this.value.checkpoint ? new TextEncoder().encode(this.value.checkpoint) : void 0;
    }
  };
  function typedHex(text2) {
    return text2.normalize("NFKC").toLowerCase().replace(/[\s·.,:_-]/g, "");
  }
  function compareTyped(text2, genesis) {
    const typed = typedHex(text2);
    if (!typed || !/^[0-9a-f]+$/.test(typed) || typed.length > 64) return { result: typed ? "unreadable" : "empty", group: 0 };
    if (typed === genesis) return { result: "same", group: 16 };
    for (let at = 0; at < typed.length; at++) {
      if (typed[at] !== genesis[at]) return { result: "other", group: Math.floor(at / 4) + 1 };
    }
    return { result: "begins", group: Math.floor(typed.length / 4) };
  }
  function rootPanel({ memory, genesis, again }) {
    const panel = h("section.check__root", { "aria-labelledby": "check-root" });
    const show2 = () => put(panel, ...content2());
    const answer = (more) => {
      memory.remember(more);
      show2();
      again();
    };
    const content2 = () => {
      const title2 = h("h3", { id: "check-root" }, "起点：和纸上的一样吗");
      if (memory.genesis && memory.genesis !== genesis) return [title2, ...changed()];
      return [title2, ...memory.genesis ? compared2() : asking()];
    };
    const changed = () => [
      h("p.check__alarm", { role: "alert" }, h("strong", {}, "起点和您以前比对过的不一样。"), "您现在看的不是那一本总账。不要只是刷新：请保存两个指纹，告诉见证人和监督机关。"),
      h("p", {}, "您以前比对过的："),
      fingerprint(memory.genesis, "以前比对过的起点"),
      h("p", {}, "这个网站现在的："),
      fingerprint(genesis, "现在的起点"),
      h("p", {}, forgetButton())
    ];
    const compared2 = () => [
      h("p", {}, `您在 ${moment(memory.value.compared)} 把起点和纸上的比对过，记在这台设备的浏览器里。以后这里的起点变了，核对会报出来。`),
      details("看起点指纹", fingerprint(genesis, "起点指纹")),
      h("p", {}, forgetButton())
    ];
    const asking = () => {
      const yes = h("button.button.button--second", { type: "button" }, "一样，记住它");
      const no = h("button.button.button--second", { type: "button" }, "不一样");
      const said = h("div", { "aria-live": "polite" });
      yes.addEventListener("click", () => answer({ genesis, compared: (/* @__PURE__ */ new Date()).toISOString() }));
      no.addEventListener("click", () => put(said, ...different()));
      return [
        h("p", {}, "总账从这一条开始。它的指纹印在抽查通知书、公告栏和核验凭条上；网页可以被人换掉，纸上的换不掉。请逐组对照："),
        fingerprint(genesis, "起点指纹"),
        h("p.check__actions", {}, yes, no),
        said,
        typing(),
        h("p.quiet", {}, "没有比对以前，凡是取决于“这是不是那一本总账”的检查，都写“无法判断”。您的答复只记在这个浏览器里。")
      ];
    };
    const typing = () => {
      const input = h("textarea", {
        id: "check-typed",
        rows: "2",
        autocomplete: "off",
        autocapitalize: "off",
        spellcheck: "false",
        "aria-describedby": "check-typed-said"
      });
      const said = h("p", { id: "check-typed-said", "aria-live": "polite" });
      input.addEventListener("input", () => {
        const { result: result2, group } = compareTyped(input.value, genesis);
        const words2 = {
          empty: "",
          unreadable: "只能有数字 0–9 和字母 a–f，共 64 位。",
          begins: `到这里都一样（${group} 组）。请继续输入，全部 16 组一样才算数。`,
          other: `第 ${group} 组不一样。请再看一眼纸上的这一组；确实不一样，请按上面的“不一样”。`,
          same: "全部一样。"
        };
        said.textContent = words2[result2];
        if (result2 === "same") answer({ genesis, compared: (/* @__PURE__ */ new Date()).toISOString() });
      });
      return details(
        "把纸上的抄进来，让程序比",
        h("div.field", {}, h("label", { for: "check-typed" }, "纸上的 16 组"), input),
        said
      );
    };
    const different = () => [
      h(
        "div.notice.notice--warn",
        {},
        h("p", {}, h("strong", {}, "不要只是刷新。")),
        h("p", {}, "先确认纸上那一份是本局的通知书、公告或凭条。确实不一样，就说明这个网站给您看的不是纸上所说的那一本总账：拍下纸和屏幕，今天就告诉本局以外的见证人和监督机关。")
      )
    ];
    const forgetButton = () => {
      const button = h("button.link", { type: "button" }, "忘掉这台设备记住的起点和指纹");
      button.addEventListener("click", () => {
        memory.forget();
        show2();
        again();
      });
      return button;
    };
    show2();
    return panel;
  }
  function keepPanel({ memory, checkpoint }) {
    const panel = h("section.check__keep", { "aria-labelledby": "check-keep" });
    const button = h("button.button.button--second", { type: "button" }, "保存今天的总账指纹");
    const file = h("button.link", { type: "button" }, "存成文件");
    const said = h("p", { role: "status", "aria-live": "polite" });
    const { kept, size: size2 } = memory.value;
    button.addEventListener("click", () => {
      const done = memory.remember({
        checkpoint: checkpoint.note,
        size: checkpoint.size,
        fingerprint: checkpoint.fingerprint,
        kept: (/* @__PURE__ */ new Date()).toISOString()
      });
      said.textContent = done ? "已经记在这台设备的浏览器里。下次来核对时，会查从今天起有没有改写过。" : "这个浏览器不让保存。请存成文件，或者抄下来。";
    });
    file.addEventListener("click", () => save(`checkpoint-${checkpoint.size}.txt`, checkpoint.note));
    return put(
      panel,
      h("h3", { id: "check-keep" }, "带走今天的总账指纹"),
      kept ? h("p", {}, `您在 ${moment(kept)} 保存过第 ${size2} 条时的指纹；这次核对已经用上它（见 C03）。`) : h("p", {}, "今天的总账有 ", h("strong", {}, String(checkpoint.size)), " 条。留下它的指纹，以后再来，就能查出其间有没有人改写过去。"),
      fingerprint(checkpoint.fingerprint, "今天的总账指纹"),
      h("p.check__actions", {}, button, file),
      said
    );
  }
  function amount(files2, bytes) {
    return `${files2} 个文件，${size(bytes)}`;
  }

  // page/check.js
  async function check(given) {
    const { place: place3, draw: draw2, root: root2, memory } = given;
    const view = new ReportView(place3, root2);
    const options = { draw: draw2, genesis: memory.genesis, since: memory.since };
    try {
      const engine = await given.engine;
      const { report, context } = await engine.run(options, (event2) => shown(view, event2));
      show(view, report, { ...context, ...given, read: (path) => engine.read(path) });
    } catch (error) {
      view.broken(`${error.zh || error.message || error}。请检查网络再试；如果一直这样，请告诉我们。`);
    }
  }
  function shown(view, event2) {
    if (event2.type === "read") view.reading(event2.files, amount(event2.files, event2.bytes));
    if (event2.type === "running") view.computing(event2);
    if (event2.type === "checked") view.checked(event2.check, event2.ms, event2.done);
  }
  function show(view, report, context) {
    const { memory, draw: draw2, now, demo } = context;
    const time2 = /* @__PURE__ */ new Date();
    const pinned = Boolean(memory.genesis) && memory.genesis === report.genesis.hash;
    const full = { ...context, time: time2, pinned, address: location.href.split("#")[0], title: context.title };
    const fires = context.fires ? moment(context.fires) : "";
    const said = verdict(report, { voided: context.voided, fires, unpinned: waitingForReader(report, memory) });
    view.finished(said, (ran) => [
      h("p.verdict__fine", {}, `20 项检查：${countedWords(counted(report.checks))}。取了${amount(context.files, context.bytes)}，用了 ${duration(ran)}，${moment(time2)} 在您这台设备上算的。`),
      demo ? h("p.verdict__fine", {}, `示例数据，时钟固定在 ${moment(now)}。`) : null
    ]);
    if (said.kind === "fail") put(view.failures, failurePanel(report, full));
    const { again } = context;
    const checkpoint = { ...report.checkpoint, note: context.note };
    const keep = h("button.link", { type: "button" }, "保存核对报告");
    keep.addEventListener("click", () => save(`report-${draw2}.json`, reportText(report, full), "application/json"));
    put(
      view.after,
      notices(report),
      h(
        "div.check__panels",
        {},
        report.genesis.hash ? rootPanel({ memory, genesis: report.genesis.hash, again }) : null,
        report.checkpoint ? keepPanel({ memory, checkpoint }) : null
      ),
      h("p", {}, keep)
    );
    if (document.activeElement === document.body) view.head.focus({ preventScroll: true });
  }
  function waitingForReader(report, memory) {
    if (memory.genesis) return 0;
    const waits = (finding) => finding.verdict === "pass" || finding.verdict === "unknown" && finding.zh.endsWith(UNPINNED);
    return report.checks.filter((one) => one.verdict === "unknown" && one.findings.length && one.findings.every(waits)).length;
  }
  function notices(report) {
    if (!report.notices.length) return null;
    const lines = Array.from(new Set(report.notices.map((notice) => notice.zh)));
    const shown2 = lines.slice(0, 6).map((line) => h("li", {}, line));
    const rest = lines.slice(6).map((line) => h("li", {}, line));
    return h("div.notice", {}, h("p", {}, h("strong", {}, "读者应当知道：")), h("ul", {}, shown2), rest.length ? details(`还有 ${rest.length} 条`, h("ul", {}, rest)) : null);
  }

  // errors.js
  var Fault = class extends Error {
    /**
     * @param {string} code stable kebab-case
     * @param {string} zh what is wrong, for people
     * @param {string} en the same in English
     * @param {{file?: string, line?: number}} [place]
     */
    constructor(code, zh, en, place3 = {}) {
      super(en);
      this.name = this.constructor.name;
      this.code = code;
      this.zh = zh;
      this.en = en;
      this.file = place3.file || "";
      this.line = place3.line || 0;
    }
    /** The same fault with its file's name, where it wasn't known yet. */
    at(file) {
      this.file = this.file || file;
      return this;
    }
  };
  var Malformed = class extends Fault {
  };
  var Refused = class extends Fault {
  };
  var Fails = class extends Fault {
  };
  function attempt(work) {
    try {
      return { value: work() };
    } catch (error) {
      if (error instanceof Fault) return { fault: error };
      throw error;
    }
  }

  // vendor/noble.js
  var U32_MASK64 = /* @__PURE__ */ (() => BigInt(2 ** 32 - 1))();
  var _32n = /* @__PURE__ */ BigInt(32);
  function fromBig(n, le = false) {
    if (le)
      return { h: Number(n & U32_MASK64), l: Number(n >> _32n & U32_MASK64) };
    return { h: Number(n >> _32n & U32_MASK64) | 0, l: Number(n & U32_MASK64) | 0 };
  }
  function split(lst, le = false) {
    const len = lst.length;
    let Ah = new Uint32Array(len);
    let Al = new Uint32Array(len);
    for (let i = 0; i < len; i++) {
      const { h: h2, l } = fromBig(lst[i], le);
      [Ah[i], Al[i]] = [h2, l];
    }
    return [Ah, Al];
  }
  var fromNumH = (n) => n / 2 ** 32 | 0;
  var fromNumL = (n) => n >>> 0;
  function setU64FromNum(view, byteOffset, n, isLE) {
    const h2 = fromNumH(n);
    const l = fromNumL(n);
    view.setUint32(byteOffset, isLE ? l : h2, isLE);
    view.setUint32(byteOffset + 4, isLE ? h2 : l, isLE);
  }
  var shrSH = (h2, _l, s) => h2 >>> s;
  var shrSL = (h2, l, s) => h2 << 32 - s | l >>> s;
  var rotrSH = (h2, l, s) => h2 >>> s | l << 32 - s;
  var rotrSL = (h2, l, s) => h2 << 32 - s | l >>> s;
  var rotrBH = (h2, l, s) => h2 << 64 - s | l >>> s - 32;
  var rotrBL = (h2, l, s) => h2 >>> s - 32 | l << 64 - s;
  function add(Ah, Al, Bh, Bl) {
    const l = (Al >>> 0) + (Bl >>> 0);
    return { h: Ah + Bh + (l / 2 ** 32 | 0) | 0, l: l | 0 };
  }
  var add3L = (Al, Bl, Cl) => (Al >>> 0) + (Bl >>> 0) + (Cl >>> 0);
  var add3H = (low, Ah, Bh, Ch) => Ah + Bh + Ch + (low / 2 ** 32 | 0) | 0;
  var add4L = (Al, Bl, Cl, Dl) => (Al >>> 0) + (Bl >>> 0) + (Cl >>> 0) + (Dl >>> 0);
  var add4H = (low, Ah, Bh, Ch, Dh) => Ah + Bh + Ch + Dh + (low / 2 ** 32 | 0) | 0;
  var add5L = (Al, Bl, Cl, Dl, El) => (Al >>> 0) + (Bl >>> 0) + (Cl >>> 0) + (Dl >>> 0) + (El >>> 0);
  var add5H = (low, Ah, Bh, Ch, Dh, Eh) => Ah + Bh + Ch + Dh + Eh + (low / 2 ** 32 | 0) | 0;
  function isBytes(a) {
    return a instanceof Uint8Array || ArrayBuffer.isView(a) && a.constructor.name === "Uint8Array" && "BYTES_PER_ELEMENT" in a && a.BYTES_PER_ELEMENT === 1;
  }
  var atitle = (title2) => title2 ? `"${title2}" ` : "";
  function anumber(n, title2 = "") {
    if (typeof n !== "number")
      throw new TypeError(atitle(title2) + "expected number, got " + typeof n);
    if (!Number.isSafeInteger(n) || n < 0)
      throw new RangeError(atitle(title2) + "expected integer >= 0, got " + n);
    return n;
  }
  function abytes(value, length, title2 = "") {
    if (isBytes(value) && (length === void 0 || value.length === length))
      return value;
    if (length !== void 0)
      anumber(length, "length");
    const bytes = isBytes(value);
    const ofLen = length !== void 0 ? ` of length ${length}` : "";
    const got = bytes ? `length=${value.length}` : `type=${typeof value}`;
    const message = atitle(title2) + "expected Uint8Array" + ofLen + ", got " + got;
    if (!bytes)
      throw new TypeError(message);
    throw new RangeError(message);
  }
  function ahash(h2) {
    if (typeof h2 !== "function" || typeof h2.create !== "function")
      throw new TypeError("expected hash wrapped by utils.createHasher");
    anumber(h2.outputLen);
    anumber(h2.blockLen);
    if (h2.outputLen < 1 || h2.blockLen < 1)
      throw new Error("hash blockLen / outputLen must be >= 1");
  }
  var aobject = (value, label) => {
    if (value === null || typeof value !== "object" || Array.isArray(value))
      throw new TypeError((label === "object" ? "" : `"${label}" `) + "expected object, got type=" + typeof value);
  };
  var aopts = (value, label) => {
    aobject(value, label);
    const proto = Object.getPrototypeOf(value);
    if (proto !== Object.prototype && proto !== null)
      throw new TypeError(`"${label}" expected plain object`);
    if (Object.hasOwn(value, "__proto__"))
      throw new TypeError(`"${label}.__proto__" is not allowed`);
  };
  function aexists(instance, checkFinished = true) {
    if (instance.destroyed)
      throw new Error("hash was destroyed");
    if (checkFinished && instance.finished)
      throw new Error("digest() was already called");
  }
  function aoutput(out, instance) {
    abytes(out, void 0, "output");
    const min = instance.outputLen;
    if (!(out.length >= min)) {
      throw new RangeError('"output" expected length >= ' + min);
    }
  }
  function clean(...arrays) {
    for (let i = 0; i < arrays.length; i++) {
      arrays[i].fill(0);
    }
  }
  function createView(arr) {
    return new DataView(arr.buffer, arr.byteOffset, arr.byteLength);
  }
  function rotr(word, shift) {
    return word << 32 - shift | word >>> shift;
  }
  var hasHexBuiltin = /* @__PURE__ */ (() => (
    // @ts-ignore
    typeof Uint8Array.from([]).toHex === "function" && typeof Uint8Array.fromHex === "function"
  ))();
  var hexes = /* @__PURE__ */ Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, "0"));
  function bytesToHex(bytes) {
    abytes(bytes);
    if (hasHexBuiltin)
      return bytes.toHex();
    let hex = "";
    for (let i = 0; i < bytes.length; i++) {
      hex += hexes[bytes[i]];
    }
    return hex;
  }
  function asciiToBase16(ch) {
    return ch >= 48 && ch <= 57 ? ch - 48 : ch >= 65 && ch <= 70 ? ch - (65 - 10) : ch >= 97 && ch <= 102 ? ch - (97 - 10) : void 0;
  }
  function hexToBytes(hex) {
    if (typeof hex !== "string")
      throw new TypeError("hex string expected, got " + typeof hex);
    if (hasHexBuiltin) {
      try {
        return Uint8Array.fromHex(hex);
      } catch (error) {
        if (error instanceof SyntaxError)
          throw new RangeError(error.message);
        throw error;
      }
    }
    const hl = hex.length;
    const al = hl / 2;
    if (hl % 2)
      throw new RangeError("hex string expected, got unpadded hex of length " + hl);
    const array = new Uint8Array(al);
    for (let ai = 0, hi = 0; ai < al; ai++, hi += 2) {
      const n1 = asciiToBase16(hex.charCodeAt(hi));
      const n2 = asciiToBase16(hex.charCodeAt(hi + 1));
      if (n1 === void 0 || n2 === void 0) {
        const char = hex[hi] + hex[hi + 1];
        throw new RangeError('hex string expected, got non-hex character "' + char + '" at index ' + hi);
      }
      array[ai] = n1 * 16 + n2;
    }
    return array;
  }
  function concatBytes(...arrays) {
    let sum = 0;
    for (let i = 0; i < arrays.length; i++) {
      const a = arrays[i];
      abytes(a);
      sum += a.length;
    }
    const res = new Uint8Array(sum);
    for (let i = 0, pad = 0; i < arrays.length; i++) {
      const a = arrays[i];
      res.set(a, pad);
      pad += a.length;
    }
    return res;
  }
  function checkOpts(defaults, opts, title2 = "opts") {
    aopts(defaults, "defaults");
    if (opts !== void 0)
      aopts(opts, title2);
    const merged = Object.assign(/* @__PURE__ */ Object.create(null), defaults, opts);
    return merged;
  }
  function createHasher(hashCons, info = {}) {
    if (typeof hashCons !== "function")
      throw new TypeError('"hashCons" expected function, got type=' + typeof hashCons);
    info = checkOpts({}, info, "info");
    const hashC = (msg, opts) => hashCons(opts).update(msg).digest();
    const tmp = hashCons(void 0);
    hashC.outputLen = tmp.outputLen;
    hashC.blockLen = tmp.blockLen;
    hashC.canXOF = tmp.canXOF;
    hashC.create = (opts) => hashCons(opts);
    Object.assign(hashC, info);
    return Object.freeze(hashC);
  }
  function randomBytes(bytesLength = 32) {
    anumber(bytesLength, "bytesLength");
    const cr = typeof globalThis === "object" ? globalThis.crypto : null;
    if (typeof cr?.getRandomValues !== "function")
      throw new Error("crypto.getRandomValues must be defined");
    if (bytesLength > 65536)
      throw new RangeError(`"bytesLength" expected <= 65536, got ${bytesLength}`);
    return cr.getRandomValues(new Uint8Array(bytesLength));
  }
  var oidNist = (suffix) => ({
    // Current NIST hashAlgs suffixes used here fit in one DER subidentifier octet.
    // Larger suffix values would need base-128 OID encoding and a different length byte.
    oid: Uint8Array.from([6, 9, 96, 134, 72, 1, 101, 3, 4, 2, suffix])
  });
  function Chi(a, b, c) {
    return a & b ^ ~a & c;
  }
  function Maj(a, b, c) {
    return a & b ^ a & c ^ b & c;
  }
  var HashMD = class {
    constructor(blockLen, outputLen, padOffset, isLE) {
      this.canXOF = false;
      this.finished = false;
      this.length = 0;
      this.pos = 0;
      this.destroyed = false;
      this.blockLen = blockLen;
      this.outputLen = outputLen;
      this.padOffset = padOffset;
      this.isLE = isLE;
      this.buffer = new Uint8Array(blockLen);
      this.view = createView(this.buffer);
    }
    update(data) {
      aexists(this);
      abytes(data);
      const { view, buffer, blockLen } = this;
      const len = data.length;
      let processed = false;
      for (let pos = 0; pos < len; ) {
        const take = Math.min(blockLen - this.pos, len - pos);
        if (take === blockLen) {
          const dataView = createView(data);
          for (; blockLen <= len - pos; pos += blockLen)
            this.process(dataView, pos);
          processed = true;
          continue;
        }
        buffer.set(pos === 0 && take === len ? data : data.subarray(pos, pos + take), this.pos);
        this.pos += take;
        pos += take;
        if (this.pos === blockLen) {
          this.process(view, 0);
          this.pos = 0;
          processed = true;
        }
      }
      this.length += data.length;
      if (processed)
        this.roundClean();
      return this;
    }
    digestInto(out) {
      aexists(this);
      aoutput(out, this);
      this.finished = true;
      const { buffer, view, blockLen, isLE } = this;
      let { pos } = this;
      buffer[pos++] = 128;
      buffer.fill(0, pos);
      if (this.padOffset > blockLen - pos) {
        this.process(view, 0);
        buffer.fill(0);
      }
      setU64FromNum(view, blockLen - 8, this.length * 8, isLE);
      this.process(view, 0);
      this.roundClean();
      const oview = out === buffer ? view : createView(out);
      const len = this.outputLen;
      const outLen = len / 4;
      const state = this.get();
      if (len % 4 || outLen > state.length)
        throw new Error("invalid outputLen");
      for (let i = 0; i < outLen; i++)
        oview.setUint32(4 * i, state[i], isLE);
    }
    digest() {
      const { buffer, outputLen } = this;
      this.digestInto(buffer);
      const res = buffer.slice(0, outputLen);
      this.destroy();
      return res;
    }
    _cloneIntoMeta(to) {
      const { buffer, length, finished, destroyed, pos } = this;
      to.destroyed = destroyed;
      to.finished = finished;
      to.length = length;
      to.pos = pos;
      if (pos)
        to.buffer.set(buffer);
      return to;
    }
    clone() {
      return this._cloneInto();
    }
  };
  var SHA256_IV = /* @__PURE__ */ Uint32Array.from([
    1779033703,
    3144134277,
    1013904242,
    2773480762,
    1359893119,
    2600822924,
    528734635,
    1541459225
  ]);
  var SHA512_IV = /* @__PURE__ */ Uint32Array.from([
    1779033703,
    4089235720,
    3144134277,
    2227873595,
    1013904242,
    4271175723,
    2773480762,
    1595750129,
    1359893119,
    2917565137,
    2600822924,
    725511199,
    528734635,
    4215389547,
    1541459225,
    327033209
  ]);
  var SHA256_K = /* @__PURE__ */ Uint32Array.from([
    1116352408,
    1899447441,
    3049323471,
    3921009573,
    961987163,
    1508970993,
    2453635748,
    2870763221,
    3624381080,
    310598401,
    607225278,
    1426881987,
    1925078388,
    2162078206,
    2614888103,
    3248222580,
    3835390401,
    4022224774,
    264347078,
    604807628,
    770255983,
    1249150122,
    1555081692,
    1996064986,
    2554220882,
    2821834349,
    2952996808,
    3210313671,
    3336571891,
    3584528711,
    113926993,
    338241895,
    666307205,
    773529912,
    1294757372,
    1396182291,
    1695183700,
    1986661051,
    2177026350,
    2456956037,
    2730485921,
    2820302411,
    3259730800,
    3345764771,
    3516065817,
    3600352804,
    4094571909,
    275423344,
    430227734,
    506948616,
    659060556,
    883997877,
    958139571,
    1322822218,
    1537002063,
    1747873779,
    1955562222,
    2024104815,
    2227730452,
    2361852424,
    2428436474,
    2756734187,
    3204031479,
    3329325298
  ]);
  var SHA256_W = /* @__PURE__ */ new Uint32Array(64);
  var SHA2_32B = class extends HashMD {
    constructor(outputLen, IV) {
      super(64, outputLen, 8, false);
      this.A = 0;
      this.B = 0;
      this.C = 0;
      this.D = 0;
      this.E = 0;
      this.F = 0;
      this.G = 0;
      this.H = 0;
      this.A = IV[0] | 0;
      this.B = IV[1] | 0;
      this.C = IV[2] | 0;
      this.D = IV[3] | 0;
      this.E = IV[4] | 0;
      this.F = IV[5] | 0;
      this.G = IV[6] | 0;
      this.H = IV[7] | 0;
    }
    get() {
      const { A, B, C, D, E, F, G, H } = this;
      return [A, B, C, D, E, F, G, H];
    }
    // prettier-ignore
    set(A, B, C, D, E, F, G, H) {
      this.A = A | 0;
      this.B = B | 0;
      this.C = C | 0;
      this.D = D | 0;
      this.E = E | 0;
      this.F = F | 0;
      this.G = G | 0;
      this.H = H | 0;
    }
    _cloneInto(to) {
      (to || (to = new this.constructor())).set(...this.get());
      return this._cloneIntoMeta(to);
    }
    process(view, offset) {
      for (let i = 0; i < 16; i++, offset += 4)
        SHA256_W[i] = view.getUint32(offset, false);
      for (let i = 16; i < 64; i++) {
        const W15 = SHA256_W[i - 15];
        const W2 = SHA256_W[i - 2];
        const s0 = rotr(W15, 7) ^ rotr(W15, 18) ^ W15 >>> 3;
        const s1 = rotr(W2, 17) ^ rotr(W2, 19) ^ W2 >>> 10;
        SHA256_W[i] = s1 + SHA256_W[i - 7] + s0 + SHA256_W[i - 16] | 0;
      }
      let { A, B, C, D, E, F, G, H } = this;
      for (let i = 0; i < 64; i++) {
        const sigma1 = rotr(E, 6) ^ rotr(E, 11) ^ rotr(E, 25);
        const T1 = H + sigma1 + Chi(E, F, G) + SHA256_K[i] + SHA256_W[i] | 0;
        const sigma0 = rotr(A, 2) ^ rotr(A, 13) ^ rotr(A, 22);
        const T2 = sigma0 + Maj(A, B, C) | 0;
        H = G;
        G = F;
        F = E;
        E = D + T1 | 0;
        D = C;
        C = B;
        B = A;
        A = T1 + T2 | 0;
      }
      A = A + this.A | 0;
      B = B + this.B | 0;
      C = C + this.C | 0;
      D = D + this.D | 0;
      E = E + this.E | 0;
      F = F + this.F | 0;
      G = G + this.G | 0;
      H = H + this.H | 0;
      this.set(A, B, C, D, E, F, G, H);
    }
    roundClean() {
      clean(SHA256_W);
    }
    destroy() {
      this.destroyed = true;
      this.set(0, 0, 0, 0, 0, 0, 0, 0);
      clean(this.buffer);
    }
  };
  var _SHA256 = class extends SHA2_32B {
    constructor() {
      super(32, SHA256_IV);
    }
  };
  var K512 = /* @__PURE__ */ (() => split([
    "0x428a2f98d728ae22",
    "0x7137449123ef65cd",
    "0xb5c0fbcfec4d3b2f",
    "0xe9b5dba58189dbbc",
    "0x3956c25bf348b538",
    "0x59f111f1b605d019",
    "0x923f82a4af194f9b",
    "0xab1c5ed5da6d8118",
    "0xd807aa98a3030242",
    "0x12835b0145706fbe",
    "0x243185be4ee4b28c",
    "0x550c7dc3d5ffb4e2",
    "0x72be5d74f27b896f",
    "0x80deb1fe3b1696b1",
    "0x9bdc06a725c71235",
    "0xc19bf174cf692694",
    "0xe49b69c19ef14ad2",
    "0xefbe4786384f25e3",
    "0x0fc19dc68b8cd5b5",
    "0x240ca1cc77ac9c65",
    "0x2de92c6f592b0275",
    "0x4a7484aa6ea6e483",
    "0x5cb0a9dcbd41fbd4",
    "0x76f988da831153b5",
    "0x983e5152ee66dfab",
    "0xa831c66d2db43210",
    "0xb00327c898fb213f",
    "0xbf597fc7beef0ee4",
    "0xc6e00bf33da88fc2",
    "0xd5a79147930aa725",
    "0x06ca6351e003826f",
    "0x142929670a0e6e70",
    "0x27b70a8546d22ffc",
    "0x2e1b21385c26c926",
    "0x4d2c6dfc5ac42aed",
    "0x53380d139d95b3df",
    "0x650a73548baf63de",
    "0x766a0abb3c77b2a8",
    "0x81c2c92e47edaee6",
    "0x92722c851482353b",
    "0xa2bfe8a14cf10364",
    "0xa81a664bbc423001",
    "0xc24b8b70d0f89791",
    "0xc76c51a30654be30",
    "0xd192e819d6ef5218",
    "0xd69906245565a910",
    "0xf40e35855771202a",
    "0x106aa07032bbd1b8",
    "0x19a4c116b8d2d0c8",
    "0x1e376c085141ab53",
    "0x2748774cdf8eeb99",
    "0x34b0bcb5e19b48a8",
    "0x391c0cb3c5c95a63",
    "0x4ed8aa4ae3418acb",
    "0x5b9cca4f7763e373",
    "0x682e6ff3d6b2b8a3",
    "0x748f82ee5defb2fc",
    "0x78a5636f43172f60",
    "0x84c87814a1f0ab72",
    "0x8cc702081a6439ec",
    "0x90befffa23631e28",
    "0xa4506cebde82bde9",
    "0xbef9a3f7b2c67915",
    "0xc67178f2e372532b",
    "0xca273eceea26619c",
    "0xd186b8c721c0c207",
    "0xeada7dd6cde0eb1e",
    "0xf57d4f7fee6ed178",
    "0x06f067aa72176fba",
    "0x0a637dc5a2c898a6",
    "0x113f9804bef90dae",
    "0x1b710b35131c471b",
    "0x28db77f523047d84",
    "0x32caab7b40c72493",
    "0x3c9ebe0a15c9bebc",
    "0x431d67c49c100d4c",
    "0x4cc5d4becb3e42b6",
    "0x597f299cfc657e2a",
    "0x5fcb6fab3ad6faec",
    "0x6c44198c4a475817"
  ].map((n) => BigInt(n))))();
  var SHA512_Kh = /* @__PURE__ */ (() => K512[0])();
  var SHA512_Kl = /* @__PURE__ */ (() => K512[1])();
  var SHA512_W_H = /* @__PURE__ */ new Uint32Array(80);
  var SHA512_W_L = /* @__PURE__ */ new Uint32Array(80);
  var SHA2_64B = class extends HashMD {
    constructor(outputLen, IV) {
      super(128, outputLen, 16, false);
      this.Ah = 0;
      this.Al = 0;
      this.Bh = 0;
      this.Bl = 0;
      this.Ch = 0;
      this.Cl = 0;
      this.Dh = 0;
      this.Dl = 0;
      this.Eh = 0;
      this.El = 0;
      this.Fh = 0;
      this.Fl = 0;
      this.Gh = 0;
      this.Gl = 0;
      this.Hh = 0;
      this.Hl = 0;
      this.Ah = IV[0] | 0;
      this.Al = IV[1] | 0;
      this.Bh = IV[2] | 0;
      this.Bl = IV[3] | 0;
      this.Ch = IV[4] | 0;
      this.Cl = IV[5] | 0;
      this.Dh = IV[6] | 0;
      this.Dl = IV[7] | 0;
      this.Eh = IV[8] | 0;
      this.El = IV[9] | 0;
      this.Fh = IV[10] | 0;
      this.Fl = IV[11] | 0;
      this.Gh = IV[12] | 0;
      this.Gl = IV[13] | 0;
      this.Hh = IV[14] | 0;
      this.Hl = IV[15] | 0;
    }
    // prettier-ignore
    get() {
      const { Ah, Al, Bh, Bl, Ch, Cl, Dh, Dl, Eh, El, Fh, Fl, Gh, Gl, Hh, Hl } = this;
      return [Ah, Al, Bh, Bl, Ch, Cl, Dh, Dl, Eh, El, Fh, Fl, Gh, Gl, Hh, Hl];
    }
    // prettier-ignore
    set(Ah, Al, Bh, Bl, Ch, Cl, Dh, Dl, Eh, El, Fh, Fl, Gh, Gl, Hh, Hl) {
      this.Ah = Ah | 0;
      this.Al = Al | 0;
      this.Bh = Bh | 0;
      this.Bl = Bl | 0;
      this.Ch = Ch | 0;
      this.Cl = Cl | 0;
      this.Dh = Dh | 0;
      this.Dl = Dl | 0;
      this.Eh = Eh | 0;
      this.El = El | 0;
      this.Fh = Fh | 0;
      this.Fl = Fl | 0;
      this.Gh = Gh | 0;
      this.Gl = Gl | 0;
      this.Hh = Hh | 0;
      this.Hl = Hl | 0;
    }
    _cloneInto(to) {
      (to || (to = new this.constructor())).set(...this.get());
      return this._cloneIntoMeta(to);
    }
    process(view, offset) {
      for (let i = 0; i < 16; i++, offset += 4) {
        SHA512_W_H[i] = view.getUint32(offset);
        SHA512_W_L[i] = view.getUint32(offset += 4);
      }
      for (let i = 16; i < 80; i++) {
        const W15h = SHA512_W_H[i - 15] | 0;
        const W15l = SHA512_W_L[i - 15] | 0;
        const s0h = rotrSH(W15h, W15l, 1) ^ rotrSH(W15h, W15l, 8) ^ shrSH(W15h, W15l, 7);
        const s0l = rotrSL(W15h, W15l, 1) ^ rotrSL(W15h, W15l, 8) ^ shrSL(W15h, W15l, 7);
        const W2h = SHA512_W_H[i - 2] | 0;
        const W2l = SHA512_W_L[i - 2] | 0;
        const s1h = rotrSH(W2h, W2l, 19) ^ rotrBH(W2h, W2l, 61) ^ shrSH(W2h, W2l, 6);
        const s1l = rotrSL(W2h, W2l, 19) ^ rotrBL(W2h, W2l, 61) ^ shrSL(W2h, W2l, 6);
        const SUMl = add4L(s0l, s1l, SHA512_W_L[i - 7], SHA512_W_L[i - 16]);
        const SUMh = add4H(SUMl, s0h, s1h, SHA512_W_H[i - 7], SHA512_W_H[i - 16]);
        SHA512_W_H[i] = SUMh | 0;
        SHA512_W_L[i] = SUMl | 0;
      }
      let { Ah, Al, Bh, Bl, Ch, Cl, Dh, Dl, Eh, El, Fh, Fl, Gh, Gl, Hh, Hl } = this;
      for (let i = 0; i < 80; i++) {
        const sigma1h = rotrSH(Eh, El, 14) ^ rotrSH(Eh, El, 18) ^ rotrBH(Eh, El, 41);
        const sigma1l = rotrSL(Eh, El, 14) ^ rotrSL(Eh, El, 18) ^ rotrBL(Eh, El, 41);
        const CHIh = Eh & Fh ^ ~Eh & Gh;
        const CHIl = El & Fl ^ ~El & Gl;
        const T1ll = add5L(Hl, sigma1l, CHIl, SHA512_Kl[i], SHA512_W_L[i]);
        const T1h = add5H(T1ll, Hh, sigma1h, CHIh, SHA512_Kh[i], SHA512_W_H[i]);
        const T1l = T1ll | 0;
        const sigma0h = rotrSH(Ah, Al, 28) ^ rotrBH(Ah, Al, 34) ^ rotrBH(Ah, Al, 39);
        const sigma0l = rotrSL(Ah, Al, 28) ^ rotrBL(Ah, Al, 34) ^ rotrBL(Ah, Al, 39);
        const MAJh = Ah & Bh ^ Ah & Ch ^ Bh & Ch;
        const MAJl = Al & Bl ^ Al & Cl ^ Bl & Cl;
        Hh = Gh | 0;
        Hl = Gl | 0;
        Gh = Fh | 0;
        Gl = Fl | 0;
        Fh = Eh | 0;
        Fl = El | 0;
        ({ h: Eh, l: El } = add(Dh | 0, Dl | 0, T1h | 0, T1l | 0));
        Dh = Ch | 0;
        Dl = Cl | 0;
        Ch = Bh | 0;
        Cl = Bl | 0;
        Bh = Ah | 0;
        Bl = Al | 0;
        const All = add3L(T1l, sigma0l, MAJl);
        Ah = add3H(All, T1h, sigma0h, MAJh);
        Al = All | 0;
      }
      ({ h: Ah, l: Al } = add(this.Ah | 0, this.Al | 0, Ah | 0, Al | 0));
      ({ h: Bh, l: Bl } = add(this.Bh | 0, this.Bl | 0, Bh | 0, Bl | 0));
      ({ h: Ch, l: Cl } = add(this.Ch | 0, this.Cl | 0, Ch | 0, Cl | 0));
      ({ h: Dh, l: Dl } = add(this.Dh | 0, this.Dl | 0, Dh | 0, Dl | 0));
      ({ h: Eh, l: El } = add(this.Eh | 0, this.El | 0, Eh | 0, El | 0));
      ({ h: Fh, l: Fl } = add(this.Fh | 0, this.Fl | 0, Fh | 0, Fl | 0));
      ({ h: Gh, l: Gl } = add(this.Gh | 0, this.Gl | 0, Gh | 0, Gl | 0));
      ({ h: Hh, l: Hl } = add(this.Hh | 0, this.Hl | 0, Hh | 0, Hl | 0));
      this.set(Ah, Al, Bh, Bl, Ch, Cl, Dh, Dl, Eh, El, Fh, Fl, Gh, Gl, Hh, Hl);
    }
    roundClean() {
      clean(SHA512_W_H, SHA512_W_L);
    }
    destroy() {
      this.destroyed = true;
      clean(this.buffer);
      this.set(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }
  };
  var _SHA512 = class extends SHA2_64B {
    constructor() {
      super(64, SHA512_IV);
    }
  };
  var sha256 = /* @__PURE__ */ createHasher(
    () => new _SHA256(),
    /* @__PURE__ */ oidNist(1)
  );
  var sha512 = /* @__PURE__ */ createHasher(
    () => new _SHA512(),
    /* @__PURE__ */ oidNist(3)
  );
  var _HMAC = class {
    constructor(hash2, key) {
      this.canXOF = false;
      this.finished = false;
      this.destroyed = false;
      ahash(hash2);
      abytes(key, void 0, "key");
      this.iHash = hash2.create();
      if (typeof this.iHash.update !== "function")
        throw new Error("expected Hash instance");
      this.blockLen = this.iHash.blockLen;
      this.outputLen = this.iHash.outputLen;
      const blockLen = this.blockLen;
      const pad = new Uint8Array(blockLen);
      pad.set(key.length > blockLen ? hash2.create().update(key).digest() : key);
      for (let i = 0; i < pad.length; i++)
        pad[i] ^= 54;
      this.iHash.update(pad);
      this.oHash = hash2.create();
      for (let i = 0; i < pad.length; i++)
        pad[i] ^= 54 ^ 92;
      this.oHash.update(pad);
      clean(pad);
    }
    update(buf) {
      aexists(this);
      this.iHash.update(buf);
      return this;
    }
    digestInto(out) {
      aexists(this);
      aoutput(out, this);
      this.finished = true;
      const buf = out.subarray(0, this.outputLen);
      this.iHash.digestInto(buf);
      this.oHash.update(buf);
      this.oHash.digestInto(buf);
      this.destroy();
    }
    digest() {
      const out = new Uint8Array(this.oHash.outputLen);
      this.digestInto(out);
      return out;
    }
    _cloneInto(to) {
      to || (to = Object.create(Object.getPrototypeOf(this), {}));
      const { oHash, iHash, finished, destroyed, blockLen, outputLen, canXOF } = this;
      to = to;
      to.finished = finished;
      to.destroyed = destroyed;
      to.blockLen = blockLen;
      to.outputLen = outputLen;
      to.canXOF = canXOF;
      to.oHash = oHash._cloneInto(to.oHash);
      to.iHash = iHash._cloneInto(to.iHash);
      return to;
    }
    clone() {
      return this._cloneInto();
    }
    destroy() {
      this.destroyed = true;
      this.oHash.destroy();
      this.iHash.destroy();
    }
  };
  var hmac = /* @__PURE__ */ (() => {
    const hmac_ = ((hash2, key, message) => new _HMAC(hash2, key).update(message).digest());
    hmac_.create = (hash2, key) => new _HMAC(hash2, key);
    return hmac_;
  })();
  /*! noble-curves - MIT License (c) 2022 Paul Miller (paulmillr.com) */
  function aarray(item, title2, inner = () => {
  }) {
    if (!Array.isArray(item))
      throw new TypeError(`"${title2}" expected array, got type=${typeof item}`);
    for (let i = 0; i < item.length; i++)
      inner(item[i], `${title2}[${i}]`);
    return item;
  }
  var abytes2 = (value, length, title2) => abytes(value, length, title2);
  var anumber2 = anumber;
  function aobject2(value, title2 = "object") {
    if (value === null || typeof value !== "object" || Array.isArray(value))
      throw new TypeError(title2 === "object" ? "expected valid options object" : `"${title2}" expected object, got type=${typeof value}`);
    return value;
  }
  function afunction(value, title2) {
    if (typeof value !== "function")
      throw new TypeError(`"${title2}" is invalid: expected function, got ${typeof value}`);
    return value;
  }
  var bytesToHex2 = bytesToHex;
  var concatBytes2 = (...arrays) => concatBytes(...arrays);
  var hexToBytes2 = (hex) => hexToBytes(hex);
  var isBytes2 = isBytes;
  var randomBytes2 = (bytesLength) => randomBytes(bytesLength);
  var _0n = /* @__PURE__ */ BigInt(0);
  var _1n = /* @__PURE__ */ BigInt(1);
  var atitle2 = (title2) => title2 ? `"${title2}" ` : "";
  function abool(value, title2 = "") {
    if (typeof value !== "boolean")
      throw new TypeError(atitle2(title2) + "expected boolean, got type=" + typeof value);
    return value;
  }
  function abignumber(n) {
    if (typeof n === "bigint") {
      if (!isPosBig(n))
        throw new RangeError("positive bigint expected, got " + n);
    } else
      anumber2(n);
    return n;
  }
  function asafenumber(value, title2 = "") {
    if (typeof value !== "number") {
      const prefix = title2 && `"${title2}" `;
      throw new TypeError(prefix + "expected number, got type=" + typeof value);
    }
    if (!Number.isSafeInteger(value)) {
      const prefix = title2 && `"${title2}" `;
      throw new RangeError(prefix + "expected safe integer, got " + value);
    }
  }
  function hexToNumber(hex) {
    if (typeof hex !== "string")
      throw new TypeError("hex string expected, got " + typeof hex);
    return hex === "" ? _0n : BigInt("0x" + hex);
  }
  function bytesToNumberBE(bytes) {
    return hexToNumber(bytesToHex(bytes));
  }
  function bytesToNumberLE(bytes) {
    return hexToNumber(bytesToHex(copyBytes(abytes(bytes)).reverse()));
  }
  function numberToBytesBE(n, len) {
    anumber(len);
    if (len === 0)
      throw new Error("zero output length is invalid");
    n = abignumber(n);
    const expectedLen = len * 2;
    const hex = n.toString(16);
    if (hex.length > expectedLen)
      throw new RangeError("number is too large");
    return hexToBytes(hex.padStart(expectedLen, "0"));
  }
  function numberToBytesLE(n, len) {
    return numberToBytesBE(n, len).reverse();
  }
  function equalBytes(a, b) {
    a = abytes2(a);
    b = abytes2(b);
    if (a.length !== b.length)
      return false;
    let diff = 0;
    for (let i = 0; i < a.length; i++)
      diff |= a[i] ^ b[i];
    return diff === 0;
  }
  function copyBytes(bytes) {
    return Uint8Array.from(abytes2(bytes));
  }
  function asciiToBytes(ascii) {
    if (typeof ascii !== "string")
      throw new TypeError("ascii string expected, got " + typeof ascii);
    return Uint8Array.from(ascii, (c, i) => {
      const charCode = c.charCodeAt(0);
      if (c.length !== 1 || charCode > 127) {
        throw new RangeError(`string contains non-ASCII character "${ascii[i]}" with code ${charCode} at position ${i}`);
      }
      return charCode;
    });
  }
  function isPosBig(n) {
    return typeof n === "bigint" && _0n <= n;
  }
  function inRange(n, min, max) {
    return isPosBig(n) && isPosBig(min) && isPosBig(max) && min <= n && n < max;
  }
  function aInRange(title2, n, min, max) {
    if (!inRange(n, min, max))
      throw new RangeError("expected valid " + title2 + ": " + min + " <= n < " + max + ", got " + n);
  }
  function bitLen(n) {
    if (n < _0n)
      throw new Error("expected non-negative bigint, got " + n);
    return n === _0n ? 0 : n.toString(2).length;
  }
  function bitGet(n, pos) {
    if (typeof n !== "bigint")
      throw new TypeError('"n" expected bigint, got type=' + typeof n);
    asafenumber(pos, "pos");
    return n >> BigInt(pos) & _1n;
  }
  var bitMask = (n) => {
    asafenumber(n, "n");
    return (_1n << BigInt(n)) - _1n;
  };
  function validateObject(object2, fields2 = {}, optFields = {}, title2 = "object") {
    aobject2(object2, title2);
    aobject2(fields2, "fields");
    aobject2(optFields, "optFields");
    function checkField(fieldName, expectedType, isOpt) {
      const label = title2 === "object" ? `param "${String(fieldName)}"` : `"${title2}.${String(fieldName)}"`;
      const val = object2[fieldName];
      if (!Object.hasOwn(object2, fieldName) && (isOpt ? val !== void 0 : expectedType !== "function")) {
        throw new TypeError(`${label} is invalid: expected own property`);
      }
      if (isOpt && val === void 0)
        return;
      const current = typeof val;
      if (current !== expectedType || val === null)
        throw new TypeError(`${label} is invalid: expected ${expectedType}, got ${current}`);
    }
    const iter = (f, isOpt) => Object.entries(f).forEach(([k, v]) => checkField(k, v, isOpt));
    iter(fields2, false);
    iter(optFields, true);
  }
  var notImplemented = () => {
    throw new Error("not implemented");
  };
  /*! noble-curves - MIT License (c) 2022 Paul Miller (paulmillr.com) */
  var _0n2 = /* @__PURE__ */ BigInt(0);
  var _1n2 = /* @__PURE__ */ BigInt(1);
  var _2n = /* @__PURE__ */ BigInt(2);
  var _3n = /* @__PURE__ */ BigInt(3);
  var _4n = /* @__PURE__ */ BigInt(4);
  var _5n = /* @__PURE__ */ BigInt(5);
  var _7n = /* @__PURE__ */ BigInt(7);
  var _8n = /* @__PURE__ */ BigInt(8);
  var _9n = /* @__PURE__ */ BigInt(9);
  var _15n = /* @__PURE__ */ BigInt(15);
  var _16n = /* @__PURE__ */ BigInt(16);
  var POW_WINDOWED_MIN = /* @__PURE__ */ BigInt("0x10000000000000000");
  function mod(a, b) {
    if (b <= _0n2)
      throw new Error("mod: expected positive modulus, got " + b);
    const result2 = a % b;
    return result2 >= _0n2 ? result2 : b + result2;
  }
  function pow(num, power, modulo) {
    if (modulo <= _1n2)
      throw new Error("pow: expected modulus > 1, got " + modulo);
    if (typeof power !== "bigint")
      throw new TypeError("invalid exponent: expected bigint, got " + typeof power);
    if (power < _0n2)
      throw new Error("invalid exponent, negatives unsupported");
    if (power === _0n2)
      return _1n2;
    if (power === _1n2)
      return num;
    let d = num % modulo;
    if (d < _0n2)
      d += modulo;
    if (power < POW_WINDOWED_MIN) {
      let p2 = _1n2;
      while (power > _0n2) {
        if (power & _1n2)
          p2 = p2 * d % modulo;
        d = d * d % modulo;
        power >>= _1n2;
      }
      return p2;
    }
    const digits = [];
    while (power > _0n2) {
      digits.push(Number(power & _15n));
      power >>= _4n;
    }
    const table = new Array(16);
    table[0] = _1n2;
    table[1] = d;
    for (let i = 2; i < 16; i++)
      table[i] = table[i - 1] * d % modulo;
    let p = table[digits[digits.length - 1]];
    for (let w = digits.length - 2; w >= 0; w--) {
      p = p * p % modulo;
      p = p * p % modulo;
      p = p * p % modulo;
      p = p * p % modulo;
      const digit = digits[w];
      if (digit !== 0)
        p = p * table[digit] % modulo;
    }
    return p;
  }
  function pow2(x, power, modulo) {
    if (modulo <= _1n2)
      throw new Error("pow2: expected modulus > 1, got " + modulo);
    if (power < _0n2)
      throw new Error("pow2: expected non-negative exponent, got " + power);
    let res = x;
    while (power-- > _0n2) {
      res *= res;
      res %= modulo;
    }
    return res;
  }
  function invert(number, modulo) {
    if (number === _0n2)
      throw new Error("invert: expected non-zero number");
    if (modulo <= _1n2)
      throw new Error("invert: expected modulus > 1, got " + modulo);
    let a = mod(number, modulo);
    let b = modulo;
    let x = _0n2, u = _1n2;
    while (a !== _0n2) {
      const q = b / a;
      const r = b - a * q;
      const m = x - u * q;
      b = a, a = r, x = u, u = m;
    }
    const gcd = b;
    if (gcd !== _1n2)
      throw new Error("invert: does not exist");
    return mod(x, modulo);
  }
  function assertIsSquare(Fp3, root2, n) {
    const F = Fp3;
    if (!F.eql(F.sqr(root2), n))
      throw new Error("Cannot find square root");
  }
  function aoddModulus(order, fnName) {
    if ((order & _1n2) === _0n2)
      throw new Error(fnName + ": expected odd modulus, got " + order);
  }
  function sqrt3mod4(Fp3, n) {
    const F = Fp3;
    const p1div4 = (F.ORDER + _1n2) / _4n;
    const root2 = F.pow(n, p1div4);
    assertIsSquare(F, root2, n);
    return root2;
  }
  function sqrt5mod8(Fp3, n) {
    const F = Fp3;
    const p5div8 = (F.ORDER - _5n) / _8n;
    const n2 = F.mul(n, _2n);
    const v = F.pow(n2, p5div8);
    const nv = F.mul(n, v);
    const i = F.mul(F.mul(nv, _2n), v);
    const root2 = F.mul(nv, F.sub(i, F.ONE));
    assertIsSquare(F, root2, n);
    return root2;
  }
  function sqrt9mod16(P) {
    const Fp_ = Field(P);
    const tn = tonelliShanks(P);
    const c1 = tn(Fp_, Fp_.neg(Fp_.ONE));
    const c2 = tn(Fp_, c1);
    const c3 = tn(Fp_, Fp_.neg(c1));
    const c4 = (P + _7n) / _16n;
    return ((Fp3, n) => {
      const F = Fp3;
      let tv1 = F.pow(n, c4);
      let tv2 = F.mul(tv1, c1);
      const tv3 = F.mul(tv1, c2);
      const tv4 = F.mul(tv1, c3);
      const e1 = F.eql(F.sqr(tv2), n);
      const e2 = F.eql(F.sqr(tv3), n);
      tv1 = F.cmov(tv1, tv2, e1);
      tv2 = F.cmov(tv4, tv3, e2);
      const e3 = F.eql(F.sqr(tv2), n);
      const root2 = F.cmov(tv1, tv2, e3);
      assertIsSquare(F, root2, n);
      return root2;
    });
  }
  function tonelliShanks(P) {
    if (P < _3n)
      throw new Error("sqrt is not defined for small field");
    aoddModulus(P, "tonelliShanks");
    let Q = P - _1n2;
    let S = 0;
    while (Q % _2n === _0n2) {
      Q /= _2n;
      S++;
    }
    let Z = _2n;
    const _Fp = Field(P);
    while (FpLegendre(_Fp, Z) === 1) {
      if (Z++ > 1e3)
        throw new Error("Cannot find square root: probably non-prime P");
    }
    if (S === 1)
      return sqrt3mod4;
    let cc = _Fp.pow(Z, Q);
    const Q1div2 = (Q + _1n2) / _2n;
    return function tonelliSlow(Fp3, n) {
      const F = Fp3;
      if (F.is0(n))
        return n;
      if (FpLegendre(F, n) !== 1)
        throw new Error("Cannot find square root");
      let M = S;
      let c = F.mul(F.ONE, cc);
      let t = F.pow(n, Q);
      let R = F.pow(n, Q1div2);
      while (!F.eql(t, F.ONE)) {
        if (F.is0(t))
          throw new Error("Cannot find square root: probably non-prime P");
        let i = 1;
        let t_tmp = F.sqr(t);
        while (!F.eql(t_tmp, F.ONE)) {
          i++;
          t_tmp = F.sqr(t_tmp);
          if (i === M)
            throw new Error("Cannot find square root");
        }
        const exponent = _1n2 << BigInt(M - i - 1);
        const b = F.pow(c, exponent);
        M = i;
        c = F.sqr(b);
        t = F.mul(t, c);
        R = F.mul(R, b);
      }
      return R;
    };
  }
  function FpSqrt(P) {
    aoddModulus(P, "Fp.sqrt");
    if (P % _4n === _3n)
      return sqrt3mod4;
    if (P % _8n === _5n)
      return sqrt5mod8;
    if (P % _16n === _9n)
      return sqrt9mod16(P);
    return tonelliShanks(P);
  }
  var isNegativeLE = (num, modulo) => (mod(num, modulo) & _1n2) === _1n2;
  var FIELD_FIELDS = [
    "create",
    "isValid",
    "is0",
    "neg",
    "inv",
    "sqrt",
    "sqr",
    "eql",
    "add",
    "sub",
    "mul",
    "pow",
    "div",
    "addN",
    "subN",
    "mulN",
    "sqrN"
  ];
  function validateField(field) {
    aobject2(field, "field");
    if (typeof field.ORDER !== "bigint")
      throw new TypeError('param "ORDER" is invalid: expected bigint, got ' + typeof field.ORDER);
    asafenumber(field.BYTES, "BYTES");
    asafenumber(field.BITS, "BITS");
    for (const name of FIELD_FIELDS)
      afunction(field[name], "field." + name);
    if (field.BYTES < 1 || field.BITS < 1)
      throw new Error("invalid field: expected BYTES/BITS > 0");
    if (field.ORDER <= _1n2)
      throw new Error("invalid field: expected ORDER > 1, got " + field.ORDER);
    return field;
  }
  function FpPow(Fp3, num, power) {
    validateField(Fp3);
    const F = Fp3;
    if (typeof power !== "bigint")
      throw new TypeError("invalid exponent: expected bigint, got " + typeof power);
    if (power < _0n2)
      throw new Error("invalid exponent, negatives unsupported");
    if (power === _0n2)
      return F.ONE;
    if (power === _1n2)
      return num;
    if (power < POW_WINDOWED_MIN) {
      let p2 = F.ONE;
      let d = num;
      while (power > _0n2) {
        if (power & _1n2)
          p2 = F.mul(p2, d);
        d = F.sqr(d);
        power >>= _1n2;
      }
      return p2;
    }
    const digits = [];
    while (power > _0n2) {
      digits.push(Number(power & _15n));
      power >>= _4n;
    }
    const table = new Array(16);
    table[0] = F.ONE;
    table[1] = num;
    for (let i = 2; i < 16; i++)
      table[i] = F.mul(table[i - 1], num);
    let p = table[digits[digits.length - 1]];
    for (let w = digits.length - 2; w >= 0; w--) {
      p = F.sqr(F.sqr(F.sqr(F.sqr(p))));
      const digit = digits[w];
      if (digit !== 0)
        p = F.mul(p, table[digit]);
    }
    return p;
  }
  function FpInvertBatch(Fp3, nums, passZero = false) {
    validateField(Fp3);
    aarray(nums, "nums");
    abool(passZero, "passZero");
    const F = Fp3;
    const inverted = new Array(nums.length).fill(passZero ? F.ZERO : void 0);
    const multipliedAcc = nums.reduce((acc, num, i) => {
      if (F.is0(num))
        return acc;
      inverted[i] = acc;
      return F.mul(acc, num);
    }, F.ONE);
    const invertedAcc = F.inv(multipliedAcc);
    nums.reduceRight((acc, num, i) => {
      if (F.is0(num))
        return acc;
      inverted[i] = F.mul(acc, inverted[i]);
      return F.mul(acc, num);
    }, invertedAcc);
    return inverted;
  }
  function FpLegendre(Fp3, n) {
    validateField(Fp3);
    const F = Fp3;
    aoddModulus(F.ORDER, "FpLegendre");
    const p1mod2 = (F.ORDER - _1n2) / _2n;
    const powered2 = F.pow(n, p1mod2);
    const yes = F.eql(powered2, F.ONE);
    const zero = F.eql(powered2, F.ZERO);
    const no = F.eql(powered2, F.neg(F.ONE));
    if (!yes && !zero && !no)
      throw new Error("invalid Legendre symbol result");
    return yes ? 1 : zero ? 0 : -1;
  }
  function FpIsSquare(Fp3, n) {
    const l = FpLegendre(Fp3, n);
    return l !== -1;
  }
  function nLength(n, nBitLength) {
    if (nBitLength !== void 0)
      anumber2(nBitLength);
    if (n <= _0n2)
      throw new Error("invalid n length: expected positive n, got " + n);
    if (nBitLength !== void 0 && nBitLength < 1)
      throw new Error("invalid n length: expected positive bit length, got " + nBitLength);
    const bits2 = bitLen(n);
    if (nBitLength !== void 0 && nBitLength < bits2)
      throw new Error(`invalid n length: expected nBitLength (${nBitLength}) >= bitLen(n) (${bits2})`);
    const _nBitLength = nBitLength !== void 0 ? nBitLength : bits2;
    const nByteLength = Math.ceil(_nBitLength / 8);
    return { nBitLength: _nBitLength, nByteLength };
  }
  var FIELD_SQRT = /* @__PURE__ */ new WeakMap();
  var _Field = class {
    constructor(ORDER4, opts = {}) {
      this.ZERO = _0n2;
      this.ONE = _1n2;
      if (ORDER4 <= _1n2)
        throw new Error("invalid field: expected ORDER > 1, got " + ORDER4);
      let _nbitLength = void 0;
      this.isLE = false;
      if (opts != null && typeof opts === "object") {
        if (typeof opts.BITS === "number")
          _nbitLength = opts.BITS;
        if (typeof opts.sqrt === "function")
          Object.defineProperty(this, "sqrt", { value: opts.sqrt, enumerable: true });
        if (typeof opts.isLE === "boolean")
          this.isLE = opts.isLE;
        if (opts.allowedLengths)
          this._lengths = Object.freeze(opts.allowedLengths.slice());
        if (typeof opts.modFromBytes === "boolean")
          this._mod = opts.modFromBytes;
      }
      const { nBitLength, nByteLength } = nLength(ORDER4, _nbitLength);
      if (nByteLength > 2048)
        throw new Error("invalid field: expected ORDER of <= 2048 bytes");
      this.ORDER = ORDER4;
      this.BITS = nBitLength;
      this.BYTES = nByteLength;
      Object.freeze(this);
    }
    create(num) {
      return mod(num, this.ORDER);
    }
    isValid(num) {
      if (typeof num !== "bigint")
        throw new TypeError("invalid field element: expected bigint, got " + typeof num);
      return _0n2 <= num && num < this.ORDER;
    }
    is0(num) {
      return num === _0n2;
    }
    // is valid and invertible
    isValidNot0(num) {
      return !this.is0(num) && this.isValid(num);
    }
    isOdd(num) {
      return (num & _1n2) === _1n2;
    }
    neg(num) {
      return mod(-num, this.ORDER);
    }
    eql(lhs, rhs) {
      return lhs === rhs;
    }
    sqr(num) {
      return mod(num * num, this.ORDER);
    }
    add(lhs, rhs) {
      return mod(lhs + rhs, this.ORDER);
    }
    sub(lhs, rhs) {
      return mod(lhs - rhs, this.ORDER);
    }
    mul(lhs, rhs) {
      return mod(lhs * rhs, this.ORDER);
    }
    pow(num, power) {
      return pow(num, power, this.ORDER);
    }
    div(lhs, rhs) {
      return mod(lhs * invert(rhs, this.ORDER), this.ORDER);
    }
    // Same as above, but doesn't normalize
    sqrN(num) {
      return num * num;
    }
    addN(lhs, rhs) {
      return lhs + rhs;
    }
    subN(lhs, rhs) {
      return lhs - rhs;
    }
    mulN(lhs, rhs) {
      return lhs * rhs;
    }
    inv(num) {
      return invert(num, this.ORDER);
    }
    sqrt(num) {
      let sqrt = FIELD_SQRT.get(this);
      if (!sqrt)
        FIELD_SQRT.set(this, sqrt = FpSqrt(this.ORDER));
      return sqrt(this, num);
    }
    toBytes(num) {
      return this.isLE ? numberToBytesLE(num, this.BYTES) : numberToBytesBE(num, this.BYTES);
    }
    fromBytes(bytes, skipValidation = false) {
      abytes2(bytes);
      const { _lengths: allowedLengths, BYTES, isLE, ORDER: ORDER4, _mod: modFromBytes } = this;
      if (allowedLengths) {
        if (bytes.length < 1 || !allowedLengths.includes(bytes.length) || bytes.length > BYTES) {
          throw new Error("Field.fromBytes: expected " + allowedLengths + " bytes, got " + bytes.length);
        }
        const padded = new Uint8Array(BYTES);
        padded.set(bytes, isLE ? 0 : padded.length - bytes.length);
        bytes = padded;
      }
      if (bytes.length !== BYTES)
        throw new Error("Field.fromBytes: expected " + BYTES + " bytes, got " + bytes.length);
      let scalar = isLE ? bytesToNumberLE(bytes) : bytesToNumberBE(bytes);
      if (modFromBytes)
        scalar = mod(scalar, ORDER4);
      if (!skipValidation) {
        if (!this.isValid(scalar))
          throw new Error("invalid field element: outside of range 0..ORDER");
      }
      return scalar;
    }
    // TODO: we don't need it here, move out to separate fn
    invertBatch(lst) {
      return FpInvertBatch(this, lst, true);
    }
    // We can't move this out because Fp6, Fp12 implement it
    // and it's unclear what to return in there.
    cmov(a, b, condition2) {
      abool(condition2, "condition");
      return condition2 ? b : a;
    }
  };
  function Field(ORDER4, opts = {}) {
    Object.freeze(_Field.prototype);
    return new _Field(ORDER4, opts);
  }
  function getFieldBytesLength(fieldOrder) {
    if (typeof fieldOrder !== "bigint")
      throw new Error("field order must be bigint");
    if (fieldOrder <= _1n2)
      throw new Error("field order must be greater than 1");
    const bitLength = bitLen(fieldOrder - _1n2);
    return Math.ceil(bitLength / 8);
  }
  function getMinHashLength(fieldOrder) {
    const length = getFieldBytesLength(fieldOrder);
    return length + Math.ceil(length / 2);
  }
  function mapHashToField(key, fieldOrder, isLE = false) {
    abytes2(key);
    const len = key.length;
    const fieldLen = getFieldBytesLength(fieldOrder);
    const minLen = Math.max(getMinHashLength(fieldOrder), 16);
    if (len < minLen || len > 1024)
      throw new Error("expected " + minLen + "-1024 bytes of input, got " + len);
    const num = isLE ? bytesToNumberLE(key) : bytesToNumberBE(key);
    const reduced = mod(num, fieldOrder - _1n2) + _1n2;
    return isLE ? numberToBytesLE(reduced, fieldLen) : numberToBytesBE(reduced, fieldLen);
  }
  /*! noble-curves - MIT License (c) 2022 Paul Miller (paulmillr.com) */
  var _0n3 = /* @__PURE__ */ BigInt(0);
  var _1n3 = /* @__PURE__ */ BigInt(1);
  var _4n2 = /* @__PURE__ */ BigInt(4);
  var BLIND_BYTES = 16;
  var BLIND_BITS = 128;
  var FW_WINDOW = 5;
  var TABLE_BYTES_MAX = /* @__PURE__ */ (() => 2 ** 31)();
  function validatePointCons(Point2) {
    const pc = Point2;
    if (typeof pc !== "function")
      throw new TypeError('"Point" expected constructor, got type=' + typeof Point2);
    afunction(pc.fromAffine, "Point.fromAffine");
    afunction(pc.fromBytes, "Point.fromBytes");
    afunction(pc.fromHex, "Point.fromHex");
    aobject2(pc.BASE, "Point.BASE");
    aobject2(pc.ZERO, "Point.ZERO");
    validateField(pc.Fp);
    validateField(pc.Fn);
  }
  function normalizeZ(c, points) {
    validatePointCons(c);
    validateMSMPoints(points, c);
    const invertedZs = FpInvertBatch(c.Fp, points.map((p) => p.Z));
    return points.map((p, i) => c.fromAffine(p.toAffine(invertedZs[i])));
  }
  function validateW(W, bits2, min = 1) {
    if (!Number.isSafeInteger(W) || W < min || W > bits2)
      throw new Error("invalid window size, expected [" + min + ".." + bits2 + "], got W=" + W);
  }
  function validateTableBytes(numPoints, fpBytes) {
    const bytes = numPoints * (4 * fpBytes + 128);
    if (bytes > TABLE_BYTES_MAX)
      throw new Error("invalid window size: table would need ~" + Math.ceil(bytes / 2 ** 20) + " MiB, max " + TABLE_BYTES_MAX / 2 ** 20 + " MiB");
  }
  function probeRandomBytes(randomBytes3, length) {
    if (randomBytes3 === void 0)
      return void 0;
    afunction(randomBytes3, "randomBytes");
    try {
      const probe = randomBytes3(length);
      if (!isBytes2(probe) || probe.length !== length)
        return void 0;
    } catch {
      return void 0;
    }
    return randomBytes3;
  }
  function validateMSMPoints(points, c) {
    aarray(points, "points");
    points.forEach((p, i) => {
      if (!(p instanceof c))
        throw new Error("invalid point at index " + i);
    });
  }
  function validateMSMScalars(scalars, field, maxScalar) {
    if (!Array.isArray(scalars))
      throw new Error("array of scalars expected");
    scalars.forEach((s, i) => {
      const ok = maxScalar === void 0 ? field.isValid(s) : isPosBig(s) && s < maxScalar;
      if (!ok)
        throw new Error("invalid scalar at index " + i);
    });
  }
  var pointWindowSizes = /* @__PURE__ */ new WeakMap();
  function getWindowSize(P) {
    return pointWindowSizes.get(P) || 1;
  }
  function oddMultiples(p, size2) {
    const dbl = p.double();
    const t = [p];
    for (let j = 1; j < size2; j++)
      t.push(t[j - 1].add(dbl));
    return t;
  }
  function wnafDigits(n, W) {
    const size2 = 2 ** W;
    const half = size2 / 2;
    const mask = BigInt(size2 - 1);
    const d = [];
    while (n > _0n3) {
      let w = 0;
      if (n & _1n3) {
        w = Number(n & mask);
        if (w >= half)
          w -= size2;
        n -= BigInt(w);
      }
      d.push(w);
      n >>= _1n3;
    }
    return d;
  }
  function signedWindowDigits(n, W, windows) {
    const size2 = 2 ** W;
    const half = size2 / 2;
    const mask = BigInt(size2 - 1);
    const shiftBy = BigInt(W);
    const d = [];
    for (let w = 0; w < windows; w++) {
      let v = Number(n & mask);
      n >>= shiftBy;
      if (v > half) {
        v -= size2;
        n += _1n3;
      }
      d.push(v);
    }
    if (n !== _0n3)
      throw new Error("invalid wnaf");
    return d;
  }
  function wnafWalk(zero, tables, digits) {
    let max = 0;
    for (const d of digits)
      max = Math.max(max, d.length);
    let acc = zero;
    for (let bit = max - 1; bit >= 0; bit--) {
      if (bit !== max - 1)
        acc = acc.double();
      for (let i = 0; i < digits.length; i++) {
        const w = digits[i][bit];
        if (w) {
          const item = tables[i][Math.abs(w) - 1 >> 1];
          acc = acc.add(w < 0 ? item.negate() : item);
        }
      }
    }
    return acc;
  }
  var ScalarMultiplier = class {
    // Parametrized with a given Point class (not individual point)
    constructor(Point2, randomBytes3) {
      this.wnafPrecomputes = /* @__PURE__ */ new WeakMap();
      validatePointCons(Point2);
      this.randomBytes = probeRandomBytes(randomBytes3, BLIND_BYTES);
      this.Point = Point2;
      this.BASE = Point2.BASE;
      this.ZERO = Point2.ZERO;
      this.bits = Point2.Fn.BITS;
    }
    /**
     * Creates a signed fixed-window wNAF precomputation table: for every window w, the
     * multiples `[1..2^(W−1)]⋅2^(w⋅W)⋅P`, flattened. All doublings are baked into the table,
     * so cached multiplication is additions-only. `windows = ceil(bits/W) + 1`: the extra
     * window absorbs the final carry of signed-digit recoding.
     * For a 256-bit curve and W=6, the table is 44⋅32 = 1408 points.
     * @param point - Point instance
     * @param W - window size
     * @param bits - scalar bitlength the table must cover
     */
    buildWnafTable(point, W, bits2) {
      const windows = Math.ceil(bits2 / W) + 1;
      const half = 2 ** (W - 1);
      const comp = [];
      let base = point;
      for (let w = 0; w < windows; w++) {
        let acc = base;
        for (let i = 0; i < half; i++) {
          comp.push(acc);
          acc = acc.add(base);
        }
        base = comp[comp.length - 1].double();
      }
      return { W, bits: bits2, windows, comp };
    }
    /**
     * Implements ec multiplication using precomputed signed fixed-window wNAF tables.
     * Constant-time: fixed window count with one table addition per window — zero digits feed
     * the fake accumulator — and no doublings; the lookup scans the whole window slice.
     * Scalar bounds are validated by the public entry points ({@link ScalarMultiplier.mulCT},
     * {@link ScalarMultiplier.mulCTBlinded}, {@link ScalarMultiplier.mulUnsafe});
     * signedWindowDigits throws if `n` exceeds the table.
     * @returns real and fake (for const-time) points
     */
    wnafCachedCT(precomputes, n) {
      const { W, windows, comp } = precomputes;
      const half = 2 ** (W - 1);
      const digits = signedWindowDigits(n, W, windows);
      let p = this.ZERO;
      let f = this.BASE;
      for (let w = 0; w < windows; w++) {
        const digit = digits[w];
        const start = w * half;
        const idx = Math.abs(digit) - 1;
        let sel = comp[start];
        for (let i = 1; i < half; i++)
          sel = i === idx ? comp[start + i] : sel;
        const neg = sel.negate();
        if (digit === 0)
          f = f.add(comp[start]);
        else
          p = p.add(digit < 0 ? neg : sel);
      }
      return { p, f };
    }
    // Cache key is point identity plus (W, bits); at most two entries exist per point (public-width
    // `Fn.BITS` and blinded `Fn.BITS + BLIND_BITS`). Callers must not reuse the same point with
    // incompatible `transform(...)` layouts and expect a separate cache entry.
    getWnafPrecomputes(W, point, bits2, transform) {
      let entries = this.wnafPrecomputes.get(point);
      let comp = entries?.find((entry) => entry.W === W && entry.bits === bits2);
      if (!comp) {
        comp = this.buildWnafTable(point, W, bits2);
        if (typeof transform === "function")
          comp = { ...comp, comp: transform(comp.comp) };
        if (!entries) {
          entries = [];
          this.wnafPrecomputes.set(point, entries);
        }
        entries.push(comp);
      }
      return comp;
    }
    assertPoint(point) {
      if (!(point instanceof this.Point))
        throw new TypeError('"point" expected Point instance, got type=' + typeof point);
    }
    // Shared prologue of the constant-time entry points. Rejects scalar 0: in key/signature-style
    // callers a zero scalar means broken upstream plumbing, and concrete Points already reject it.
    // Uses inRange instead of Fn.isValidNot0: validateField() only certifies the arithmetic subset.
    validateMulInput(point, scalar) {
      this.assertPoint(point);
      if (!inRange(scalar, _1n3, this.Point.Fn.ORDER))
        throw new Error("invalid scalar");
    }
    // Constant-time dispatch shared by mulCT / mulCTBlinded. Un-precomputed points (W===1, e.g.
    // ECDH peer keys) skip building a throwaway cached table in favor of a small fixed-window
    // multiply. `n` must be < 2^bits.
    runCT(point, n, bits2, transform) {
      const W = getWindowSize(point);
      if (W === 1)
        return this.fixedWindowCT(point, n, bits2);
      return this.wnafCachedCT(this.getWnafPrecomputes(W, point, bits2, transform), n);
    }
    mulCT(point, scalar, transform) {
      this.validateMulInput(point, scalar);
      return this.runCT(point, scalar, this.bits, transform);
    }
    mulCTBlinded(point, scalar, transform) {
      this.validateMulInput(point, scalar);
      if (this.randomBytes === void 0)
        throw new Error("randomBytes is required for scalar blinding");
      const bits2 = this.Point.Fn.BITS + BLIND_BITS;
      const blind = this.randomBytes(BLIND_BYTES);
      if (!isBytes2(blind) || blind.length !== BLIND_BYTES)
        throw new Error("randomBytes returned invalid byte array");
      blind[0] = blind[0] & 63 | 128;
      const n = scalar + bytesToNumberBE(blind) * this.Point.Fn.ORDER;
      return this.runCT(point, n, bits2, transform);
    }
    /**
     * Constant-time multiplication `n*point` for an un-precomputed point, via a small fixed window.
     * A cached wNAF table only pays off when reused; a flat 2^FW_WINDOW table (`size-1` adds) is
     * far cheaper to build for a single use. The point-operation sequence is independent of `n`:
     * build the table, then per window exactly FW_WINDOW doublings, a data-oblivious scan over
     * every table entry, and one addition (adds the identity when the window digit is 0 — never
     * skipped).
     *
     * `n` must be `< 2^bits`. Assumes complete addition (adding the identity costs the same as any
     * add), which holds for the Weierstrass/Edwards point types used here. The table is left in
     * projective form (no normalizeZ): normalizing this small a table costs more than the
     * mixed-add savings it would buy for a single multiply.
     * @returns real point `p`; `f` duplicates it only to match {@link wnafCachedCT}'s return shape
     * (this path needs no fake accumulator — its op-count is already scalar-independent).
     */
    fixedWindowCT(point, n, bits2) {
      const W = FW_WINDOW;
      const size2 = 1 << W;
      const mask = bitMask(W);
      const table = new Array(size2);
      table[0] = this.ZERO;
      for (let i = 1; i < size2; i++)
        table[i] = table[i - 1].add(point);
      const windows = Math.ceil(bits2 / W);
      let acc = this.ZERO;
      for (let window = windows - 1; window >= 0; window--) {
        if (window !== windows - 1)
          for (let d = 0; d < W; d++)
            acc = acc.double();
        const digit = Number(n >> BigInt(window * W) & mask);
        let sel = table[0];
        for (let i = 1; i < size2; i++)
          sel = i === digit ? table[i] : sel;
        acc = acc.add(sel);
      }
      return { p: acc, f: acc };
    }
    shouldBlind(point, cofactor) {
      if (this.randomBytes === void 0)
        return false;
      if (cofactor === _1n3)
        return true;
      if (point !== this.BASE)
        return false;
      if (this.baseCanBeBlinded === void 0)
        this.baseCanBeBlinded = this.mulUnsafe(this.BASE, this.Point.Fn.ORDER).is0();
      return this.baseCanBeBlinded;
    }
    mulSecret(point, scalar, cofactor, transform) {
      return this.shouldBlind(point, cofactor) ? this.mulCTBlinded(point, scalar, transform) : this.mulCT(point, scalar, transform);
    }
    mulUnsafe(point, scalar, transform) {
      this.assertPoint(point);
      if (!isPosBig(scalar))
        throw new Error("invalid scalar");
      const W = getWindowSize(point);
      if (W === 1 || scalar >= this.Point.Fn.ORDER)
        return mulAddUnsafe(this.Point, [point], [scalar], true);
      const precomputes = this.getWnafPrecomputes(W, point, this.bits, transform);
      return this.wnafCachedCT(precomputes, scalar).p;
    }
    // Remembers the window size used for precomputed wNAF multiplication of the given point
    // and drops any previously built tables. Usually only the base point is precomputed.
    // W=1 resets the point to the un-precomputed (table-less) paths.
    // W is additionally capped so tables stay under ~2 GiB ({@link TABLE_BYTES_MAX}).
    setWindowSize(point, W) {
      this.assertPoint(point);
      validateW(W, this.bits);
      const windows = Math.ceil((this.bits + BLIND_BITS) / W) + 1;
      validateTableBytes(windows * 2 ** (W - 1), this.Point.Fp.BYTES);
      pointWindowSizes.set(point, W);
      this.wnafPrecomputes.delete(point);
    }
    // True when a window size is set: tables themselves are built lazily on first multiply.
    hasWindowSize(point) {
      return getWindowSize(point) !== 1;
    }
  };
  function mulAddUnsafe(c, points, scalars, allowOversized = false) {
    validatePointCons(c);
    validateMSMPoints(points, c);
    abool(allowOversized, "allowOversized");
    validateMSMScalars(scalars, c.Fn, allowOversized ? c.Fn.ORDER ** _4n2 : void 0);
    if (points.length !== scalars.length)
      throw new Error("arrays of points and scalars must have equal length");
    const tables = points.map((p) => oddMultiples(p, 4));
    const digits = scalars.map((n) => wnafDigits(n, 4));
    return wnafWalk(c.ZERO, tables, digits);
  }
  function createField(order, field, isLE) {
    if (field) {
      if (field.ORDER !== order)
        throw new Error("Field.ORDER must match order: Fp == p, Fn == n");
      validateField(field);
      return field;
    } else {
      return Field(order, { isLE });
    }
  }
  function createCurveFields(type, CURVE, curveOpts = {}, FpFnLE) {
    if (type !== "weierstrass" && type !== "edwards")
      throw new Error('expected curve type "weierstrass" or "edwards"');
    if (FpFnLE === void 0)
      FpFnLE = type === "edwards";
    if (!CURVE || typeof CURVE !== "object")
      throw new Error(`expected valid ${type} CURVE object`);
    validateObject(curveOpts);
    for (const p of ["p", "n", "h"]) {
      const val = CURVE[p];
      if (!(isPosBig(val) && val !== _0n3))
        throw new Error(`CURVE.${p} must be positive bigint`);
    }
    const Fp3 = createField(CURVE.p, curveOpts.Fp, FpFnLE);
    const Fn2 = createField(CURVE.n, curveOpts.Fn, FpFnLE);
    const _b = type === "weierstrass" ? "b" : "d";
    const params = ["Gx", "Gy", "a", _b];
    for (const p of params) {
      if (!Fp3.isValid(CURVE[p]))
        throw new Error(`CURVE.${p} must be valid field element of CURVE.Fp`);
    }
    CURVE = Object.freeze(Object.assign({}, CURVE));
    return { CURVE, Fp: Fp3, Fn: Fn2 };
  }
  function createKeygen(randomSecretKey, getPublicKey) {
    return function keygen(seed2) {
      const secretKey = randomSecretKey(seed2);
      return { secretKey, publicKey: getPublicKey(secretKey) };
    };
  }
  /*! noble-curves - MIT License (c) 2022 Paul Miller (paulmillr.com) */
  var _0n4 = /* @__PURE__ */ BigInt(0);
  var _1n4 = /* @__PURE__ */ BigInt(1);
  var _2n2 = /* @__PURE__ */ BigInt(2);
  var _4n3 = /* @__PURE__ */ BigInt(4);
  var _8n2 = /* @__PURE__ */ BigInt(8);
  function isEdValidXY(Fp3, CURVE, x, y) {
    const x2 = Fp3.sqr(x);
    const y2 = Fp3.sqr(y);
    const left = Fp3.add(Fp3.mul(CURVE.a, x2), y2);
    const right = Fp3.add(Fp3.ONE, Fp3.mul(CURVE.d, Fp3.mul(x2, y2)));
    return Fp3.eql(left, right);
  }
  function edwards(params, extraOpts = {}) {
    validateObject(extraOpts, {}, {}, "extraOpts");
    const opts = extraOpts;
    const validated = createCurveFields("edwards", params, opts, opts.FpFnLE);
    const { Fp: Fp3, Fn: Fn2 } = validated;
    let CURVE = validated.CURVE;
    const { h: cofactor } = CURVE;
    if (FpLegendre(Fp3, CURVE.a) !== 1)
      throw new Error("edwards: CURVE.a must be a square in Fp for complete addition formulas");
    if (FpLegendre(Fp3, CURVE.d) !== -1)
      throw new Error("edwards: CURVE.d must be a non-square in Fp for complete addition formulas");
    validateObject(opts, {}, { uvRatio: "function", randomBytes: "function" });
    const randomBytes3 = opts.randomBytes === void 0 ? randomBytes2 : opts.randomBytes;
    const MASK = _2n2 << BigInt(Fp3.BYTES * 8) - _1n4;
    function isOdd(n) {
      if (!Fp3.isOdd)
        throw new Error("Field does not have .isOdd()");
      return Fp3.isOdd(n);
    }
    const uvRatio2 = opts.uvRatio === void 0 ? (u, v) => {
      try {
        return { isValid: true, value: Fp3.sqrt(Fp3.div(u, v)) };
      } catch (e) {
        return { isValid: false, value: _0n4 };
      }
    } : opts.uvRatio;
    if (!isEdValidXY(Fp3, CURVE, CURVE.Gx, CURVE.Gy))
      throw new Error("bad curve params: generator point");
    const mulA = Fp3.eql(CURVE.a, Fp3.neg(Fp3.ONE)) ? (x) => Fp3.neg(x) : Fp3.eql(CURVE.a, Fp3.ONE) ? (x) => x : (x) => Fp3.mul(CURVE.a, x);
    function acoord(title2, n, banZero = false) {
      const min = banZero ? _1n4 : _0n4;
      aInRange("coordinate " + title2, n, min, MASK);
      return n;
    }
    function aedpoint(other) {
      if (!(other instanceof Point2))
        throw new Error("EdwardsPoint expected");
    }
    const _Point = class _Point2 {
      constructor(X, Y, Z, T) {
        this.X = acoord("x", X);
        this.Y = acoord("y", Y);
        this.Z = acoord("z", Z, true);
        this.T = acoord("t", T);
        Object.freeze(this);
      }
      static CURVE() {
        return CURVE;
      }
      /**
       * Create one extended Edwards point from affine coordinates.
       * Does NOT validate that the point is on-curve or torsion-free.
       * Use `.assertValidity()` on adversarial inputs.
       */
      static fromAffine(p) {
        if (p instanceof _Point2)
          throw new Error("extended point not allowed");
        const { x, y } = p || {};
        acoord("x", x);
        acoord("y", y);
        return new _Point2(x, y, Fp3.ONE, Fp3.mul(x, y));
      }
      // Uses algo from RFC8032 5.1.3.
      static fromBytes(bytes, zip215 = false) {
        const len = Fp3.BYTES;
        const { a, d } = CURVE;
        bytes = copyBytes(abytes2(bytes, len, "point"));
        abool(zip215, "zip215");
        const normed = copyBytes(bytes);
        const lastByte = bytes[len - 1];
        normed[len - 1] = lastByte & ~128;
        const y = bytesToNumberLE(normed);
        const max = zip215 ? MASK : Fp3.ORDER;
        aInRange("point.y", y, _0n4, max);
        const y2 = Fp3.sqr(y);
        const u = Fp3.sub(y2, Fp3.ONE);
        const v = Fp3.sub(Fp3.mulN(d, y2), a);
        let { isValid, value: x } = uvRatio2(u, v);
        if (!isValid)
          throw new Error("bad point: invalid y coordinate");
        const isXOdd = isOdd(x);
        const isLastByteOdd = (lastByte & 128) !== 0;
        if (!zip215 && Fp3.is0(x) && isLastByteOdd)
          throw new Error("bad point: x=0 and x_0=1");
        if (isLastByteOdd !== isXOdd)
          x = Fp3.neg(x);
        return _Point2.fromAffine({ x, y });
      }
      static fromHex(hex, zip215 = false) {
        return _Point2.fromBytes(hexToBytes2(hex), zip215);
      }
      get x() {
        return this.toAffine().x;
      }
      get y() {
        return this.toAffine().y;
      }
      precompute(windowSize = 6, isLazy = true) {
        wnaf.setWindowSize(this, windowSize);
        if (!isLazy)
          this.multiply(_2n2);
        return this;
      }
      // Useful in fromAffine() - not for fromBytes(), which always created valid points.
      assertValidity() {
        const p = this;
        const { a, d } = CURVE;
        if (p.is0())
          throw new Error("bad point: ZERO");
        const { X, Y, Z, T } = p;
        const X2 = Fp3.sqr(X);
        const Y2 = Fp3.sqr(Y);
        const Z2 = Fp3.sqr(Z);
        const Z4 = Fp3.sqr(Z2);
        const aX2 = Fp3.mul(X2, a);
        const left = Fp3.mul(Fp3.add(aX2, Y2), Z2);
        const right = Fp3.add(Z4, Fp3.mul(d, Fp3.mul(X2, Y2)));
        if (!Fp3.eql(left, right))
          throw new Error("bad point: equation left != right (1)");
        const XY = Fp3.mul(X, Y);
        const ZT = Fp3.mul(Z, T);
        if (!Fp3.eql(XY, ZT))
          throw new Error("bad point: equation left != right (2)");
      }
      // Compare one point to another.
      equals(other) {
        aedpoint(other);
        const { X: X1, Y: Y1, Z: Z1 } = this;
        const { X: X2, Y: Y2, Z: Z2 } = other;
        const X1Z2 = Fp3.mul(X1, Z2);
        const X2Z1 = Fp3.mul(X2, Z1);
        const Y1Z2 = Fp3.mul(Y1, Z2);
        const Y2Z1 = Fp3.mul(Y2, Z1);
        return Fp3.eql(X1Z2, X2Z1) && Fp3.eql(Y1Z2, Y2Z1);
      }
      is0() {
        return this.equals(_Point2.ZERO);
      }
      negate() {
        return new _Point2(Fp3.neg(this.X), this.Y, this.Z, Fp3.neg(this.T));
      }
      // Fast algo for doubling Extended Point.
      // https://hyperelliptic.org/EFD/g1p/auto-twisted-extended.html#doubling-dbl-2008-hwcd
      // Cost: 4M + 4S + 1*a + 6add + 1*2.
      double() {
        const { X: X1, Y: Y1, Z: Z1 } = this;
        const A = Fp3.sqr(X1);
        const B = Fp3.sqr(Y1);
        const C = Fp3.mul(Fp3.sqr(Z1), _2n2);
        const D = mulA(A);
        const x1y1 = Fp3.addN(X1, Y1);
        const E = Fp3.sub(Fp3.subN(Fp3.sqr(x1y1), A), B);
        const G = Fp3.addN(D, B);
        const F = Fp3.subN(G, C);
        const H = Fp3.subN(D, B);
        const X3 = Fp3.mul(E, F);
        const Y3 = Fp3.mul(G, H);
        const T3 = Fp3.mul(E, H);
        const Z3 = Fp3.mul(F, G);
        return new _Point2(X3, Y3, Z3, T3);
      }
      // Fast algo for adding 2 Extended Points.
      // https://hyperelliptic.org/EFD/g1p/auto-twisted-extended.html#addition-add-2008-hwcd
      // Cost: 9M + 1*a + 1*d + 7add.
      add(other) {
        aedpoint(other);
        const { d } = CURVE;
        const { X: X1, Y: Y1, Z: Z1, T: T1 } = this;
        const { X: X2, Y: Y2, Z: Z2, T: T2 } = other;
        const A = Fp3.mul(X1, X2);
        const B = Fp3.mul(Y1, Y2);
        const C = Fp3.mul(Fp3.mulN(T1, d), T2);
        const D = Fp3.mul(Z1, Z2);
        const E = Fp3.sub(Fp3.subN(Fp3.mulN(Fp3.addN(X1, Y1), Fp3.addN(X2, Y2)), A), B);
        const F = Fp3.subN(D, C);
        const G = Fp3.addN(D, C);
        const H = Fp3.sub(B, mulA(A));
        const X3 = Fp3.mul(E, F);
        const Y3 = Fp3.mul(G, H);
        const T3 = Fp3.mul(E, H);
        const Z3 = Fp3.mul(F, G);
        return new _Point2(X3, Y3, Z3, T3);
      }
      subtract(other) {
        aedpoint(other);
        return this.add(other.negate());
      }
      // Constant-time multiplication.
      multiply(scalar) {
        if (!Fn2.isValidNot0(scalar))
          throw new RangeError("invalid scalar: expected 1 <= sc < curve.n");
        const { p, f } = wnaf.mulSecret(this, scalar, cofactor, normalize);
        return normalize([p, f])[0];
      }
      // Non-constant-time multiplication. Uses double-and-add algorithm.
      // It's faster, but should only be used when you don't care about
      // an exposed private key e.g. sig verification.
      // Keeps the same subgroup-scalar contract: 0 is allowed for public-scalar callers, but
      // n and larger values are rejected instead of being reduced mod n to the identity point.
      multiplyUnsafe(scalar) {
        if (!Fn2.isValid(scalar))
          throw new RangeError("invalid scalar: expected 0 <= sc < curve.n");
        if (scalar === _0n4)
          return _Point2.ZERO;
        if (this.is0() || scalar === _1n4)
          return this;
        return wnaf.mulUnsafe(this, scalar, normalize);
      }
      // Checks if point is of small order.
      // If you add something to small order point, you will have "dirty"
      // point with torsion component.
      // Clears cofactor and checks if the result is 0.
      isSmallOrder() {
        return this.clearCofactor().is0();
      }
      // Multiplies point by curve order and checks if the result is 0.
      // Returns `false` is the point is dirty.
      isTorsionFree() {
        return wnaf.mulUnsafe(this, CURVE.n).is0();
      }
      // Converts Extended point to default (x, y) coordinates.
      // Can accept precomputed Z^-1 - for example, from invertBatch.
      toAffine(invertedZ) {
        const p = this;
        let iz = invertedZ;
        if (iz != null && typeof iz !== "bigint")
          throw new TypeError('"invertedZ" expected bigint, got type=' + typeof iz);
        const { X, Y, Z } = p;
        const is0 = p.is0();
        if (iz == null)
          iz = is0 ? Fp3.create(_8n2) : Fp3.inv(Z);
        const x = Fp3.mul(X, iz);
        const y = Fp3.mul(Y, iz);
        const zz = Fp3.mul(Z, iz);
        if (is0)
          return { x: Fp3.ZERO, y: Fp3.ONE };
        if (!Fp3.eql(zz, Fp3.ONE))
          throw new Error("invZ was invalid");
        return { x, y };
      }
      clearCofactor() {
        if (cofactor === _1n4)
          return this;
        if (cofactor === _2n2)
          return this.double();
        if (cofactor === _4n3)
          return this.double().double();
        if (cofactor === _8n2)
          return this.double().double().double();
        return this.multiplyUnsafe(cofactor);
      }
      toBytes() {
        const { x, y } = this.toAffine();
        const bytes = Fp3.toBytes(y);
        bytes[bytes.length - 1] |= isOdd(x) ? 128 : 0;
        return bytes;
      }
      toHex() {
        return bytesToHex2(this.toBytes());
      }
      toString() {
        return `<Point ${this.is0() ? "ZERO" : this.toHex()}>`;
      }
    };
    _Point.BASE = new _Point(CURVE.Gx, CURVE.Gy, Fp3.ONE, Fp3.mul(CURVE.Gx, CURVE.Gy));
    _Point.ZERO = new _Point(Fp3.ZERO, Fp3.ONE, Fp3.ONE, Fp3.ZERO);
    _Point.Fp = Fp3;
    _Point.Fn = Fn2;
    let Point2 = _Point;
    const normalize = (points) => normalizeZ(Point2, points);
    const wnaf = new ScalarMultiplier(Point2, randomBytes3);
    if (wnaf.bits >= 6)
      Point2.BASE.precompute(6);
    Object.freeze(Point2.prototype);
    Object.freeze(Point2);
    return Point2;
  }
  var PrimeEdwardsPoint = class {
    /**
     * Wrap one internal Edwards representative directly.
     * This is not a canonical encoding boundary: alternate Edwards
     * representatives may still describe the same abstract wrapper element.
     */
    constructor(ep) {
      this.ep = ep;
    }
    // Static methods that must be implemented by subclasses
    static fromBytes(_bytes) {
      notImplemented();
    }
    static fromHex(_hex) {
      notImplemented();
    }
    get x() {
      return this.toAffine().x;
    }
    get y() {
      return this.toAffine().y;
    }
    // Common implementations
    clearCofactor() {
      return this;
    }
    assertValidity() {
      this.ep.assertValidity();
    }
    /**
     * Return affine coordinates of the current internal Edwards representative.
     * This is a convenience helper, not a canonical Ristretto/Decaf encoding.
     * Equal abstract elements may expose different `x` / `y`; use
     * `toBytes()` / `fromBytes()` for canonical roundtrips.
     */
    toAffine(invertedZ) {
      return this.ep.toAffine(invertedZ);
    }
    toHex() {
      return bytesToHex2(this.toBytes());
    }
    toString() {
      return this.toHex();
    }
    isTorsionFree() {
      return true;
    }
    isSmallOrder() {
      return false;
    }
    add(other) {
      this.assertSame(other);
      return this.init(this.ep.add(other.ep));
    }
    subtract(other) {
      this.assertSame(other);
      return this.init(this.ep.subtract(other.ep));
    }
    multiply(scalar) {
      return this.init(this.ep.multiply(scalar));
    }
    multiplyUnsafe(scalar) {
      return this.init(this.ep.multiplyUnsafe(scalar));
    }
    double() {
      return this.init(this.ep.double());
    }
    negate() {
      return this.init(this.ep.negate());
    }
    precompute(windowSize, isLazy) {
      this.ep.precompute(windowSize, isLazy);
      return this;
    }
  };
  function eddsa(Point2, cHash, eddsaOpts = {}) {
    validatePointCons(Point2);
    if (typeof cHash !== "function")
      throw new Error('"hash" function param is required');
    const hash2 = cHash;
    const opts = eddsaOpts;
    validateObject(opts, {}, {
      adjustScalarBytes: "function",
      randomBytes: "function",
      domain: "function",
      prehash: "function",
      zip215: "boolean",
      mapToCurve: "function",
      toMontgomery: "function",
      toMontgomerySecret: "function"
    });
    const { prehash } = opts;
    const { BASE, Fp: Fp3, Fn: Fn2 } = Point2;
    const outputLen = hash2.outputLen;
    const expectedLen = 2 * Fp3.BYTES;
    if (outputLen !== void 0) {
      asafenumber(outputLen, "hash.outputLen");
      if (outputLen !== expectedLen)
        throw new Error(`hash.outputLen must be ${expectedLen}, got ${outputLen}`);
    }
    const randomBytes3 = opts.randomBytes === void 0 ? randomBytes2 : opts.randomBytes;
    const toMontgomery2 = opts.toMontgomery;
    const toMontgomerySecret2 = opts.toMontgomerySecret;
    const adjustScalarBytes2 = opts.adjustScalarBytes === void 0 ? (bytes) => bytes : opts.adjustScalarBytes;
    const domain = opts.domain === void 0 ? (data, ctx, phflag) => {
      abool(phflag, "phflag");
      if (ctx.length || phflag)
        throw new Error("Contexts/pre-hash are not supported");
      return data;
    } : opts.domain;
    function modN_LE(hash22) {
      return Fn2.create(bytesToNumberLE(hash22));
    }
    function getPrivateScalar(key) {
      const len = lengths.secretKey;
      abytes2(key, lengths.secretKey, "secretKey");
      const hashed2 = abytes2(hash2(key), 2 * len, "hashedSecretKey");
      const head = adjustScalarBytes2(hashed2.slice(0, len));
      const prefix = hashed2.slice(len, 2 * len);
      const scalar = modN_LE(head);
      return { head, prefix, scalar };
    }
    function getExtendedPublicKey(secretKey) {
      const { head, prefix, scalar } = getPrivateScalar(secretKey);
      const point = BASE.multiply(scalar);
      const pointBytes = point.toBytes();
      return { head, prefix, scalar, point, pointBytes };
    }
    function getPublicKey(secretKey) {
      return getExtendedPublicKey(secretKey).pointBytes;
    }
    function hashDomainToScalar(context = Uint8Array.of(), ...msgs) {
      const msg = concatBytes2(...msgs);
      return modN_LE(hash2(domain(msg, abytes2(context, void 0, "context"), !!prehash)));
    }
    function sign(msg, secretKey, options = {}) {
      validateObject(options, {}, {}, "options");
      msg = copyBytes(abytes2(msg, void 0, "message"));
      if (prehash)
        msg = prehash(msg);
      const { prefix, scalar, pointBytes } = getExtendedPublicKey(secretKey);
      const r = hashDomainToScalar(options.context, prefix, msg);
      const R = BASE.multiply(r).toBytes();
      const k = hashDomainToScalar(options.context, R, pointBytes, msg);
      const s = Fn2.create(r + k * scalar);
      if (!Fn2.isValid(s))
        throw new Error("sign failed: invalid s");
      const rs = concatBytes2(R, Fn2.toBytes(s));
      return abytes2(rs, lengths.signature, "result");
    }
    const verifyOpts = {
      zip215: opts.zip215
    };
    function verify2(sig, msg, publicKey, options = verifyOpts) {
      validateObject(options);
      const { context } = options;
      const zip215 = options.zip215 === void 0 ? !!verifyOpts.zip215 : options.zip215;
      const len = lengths.signature;
      sig = abytes2(sig, len, "signature");
      msg = abytes2(msg, void 0, "message");
      publicKey = abytes2(publicKey, lengths.publicKey, "publicKey");
      if (zip215 !== void 0)
        abool(zip215, "zip215");
      if (prehash)
        msg = prehash(msg);
      const mid = len / 2;
      const r = sig.subarray(0, mid);
      const s = bytesToNumberLE(sig.subarray(mid, len));
      let A, R, SB;
      try {
        A = Point2.fromBytes(publicKey, zip215);
        R = Point2.fromBytes(r, zip215);
        SB = BASE.multiplyUnsafe(s);
      } catch (error) {
        return false;
      }
      if (!zip215 && A.isSmallOrder())
        return false;
      const k = hashDomainToScalar(context, r, publicKey, msg);
      const RkA = R.add(A.multiplyUnsafe(k));
      return RkA.subtract(SB).clearCofactor().is0();
    }
    const _size = Fp3.BYTES;
    const lengths = {
      secretKey: _size,
      publicKey: _size,
      signature: 2 * _size,
      seed: _size
    };
    function randomSecretKey(seed2) {
      seed2 = seed2 === void 0 ? randomBytes3(lengths.seed) : seed2;
      return abytes2(seed2, lengths.seed, "seed");
    }
    function isValidSecretKey(key) {
      return isBytes2(key) && key.length === lengths.secretKey;
    }
    function isValidPublicKey(key, zip215) {
      try {
        return !!Point2.fromBytes(key, zip215 === void 0 ? verifyOpts.zip215 : zip215);
      } catch (error) {
        return false;
      }
    }
    const utils = {
      getExtendedPublicKey,
      randomSecretKey,
      isValidSecretKey,
      isValidPublicKey,
      /** Converts an Edwards public key to a companion Montgomery public key. */
      toMontgomery(publicKey) {
        if (toMontgomery2 === void 0)
          throw new Error("Montgomery conversion is not supported for this curve");
        return toMontgomery2(Point2.fromBytes(publicKey));
      },
      toMontgomerySecret(secretKey) {
        if (toMontgomerySecret2 === void 0)
          throw new Error("Montgomery conversion is not supported for this curve");
        return toMontgomerySecret2(secretKey);
      }
    };
    Object.freeze(lengths);
    Object.freeze(utils);
    return Object.freeze({
      keygen: createKeygen(randomSecretKey, getPublicKey),
      getPublicKey,
      sign,
      verify: verify2,
      utils,
      Point: Point2,
      lengths
    });
  }
  var _0n5 = /* @__PURE__ */ BigInt(0);
  var _1n5 = /* @__PURE__ */ BigInt(1);
  var _2n3 = /* @__PURE__ */ BigInt(2);
  var _3n2 = /* @__PURE__ */ BigInt(3);
  var _4n4 = /* @__PURE__ */ BigInt(4);
  var os2ip = bytesToNumberBE;
  function i2osp(value, length) {
    asafenumber(value);
    asafenumber(length);
    if (length < 0 || length > 4)
      throw new Error("invalid I2OSP length: " + length);
    if (value < 0 || value > 2 ** (8 * length) - 1)
      throw new Error("invalid I2OSP input: " + value);
    const res = Array.from({ length }).fill(0);
    for (let i = length - 1; i >= 0; i--) {
      res[i] = value & 255;
      value >>>= 8;
    }
    return new Uint8Array(res);
  }
  function strxor(a, b) {
    const arr = new Uint8Array(a.length);
    for (let i = 0; i < a.length; i++) {
      arr[i] = a[i] ^ b[i];
    }
    return arr;
  }
  function normDST(DST) {
    if (!isBytes2(DST) && typeof DST !== "string")
      throw new Error("DST must be Uint8Array or ascii string");
    const dst = typeof DST === "string" ? asciiToBytes(DST) : DST;
    if (dst.length === 0)
      throw new Error("DST must be non-empty");
    return dst;
  }
  function expand_message_xmd(msg, DST, lenInBytes, H) {
    abytes2(msg);
    asafenumber(lenInBytes);
    if (typeof H !== "function")
      throw new Error("expand_message_xmd: expected hash function");
    asafenumber(H.outputLen, "hash.outputLen");
    asafenumber(H.blockLen, "hash.blockLen");
    DST = normDST(DST);
    if (DST.length > 255)
      DST = H(concatBytes2(asciiToBytes("H2C-OVERSIZE-DST-"), DST));
    const { outputLen: b_in_bytes, blockLen: r_in_bytes } = H;
    const ell = Math.ceil(lenInBytes / b_in_bytes);
    if (lenInBytes > 65535 || ell > 255)
      throw new Error("expand_message_xmd: invalid lenInBytes");
    const DST_prime = concatBytes2(DST, i2osp(DST.length, 1));
    const Z_pad = new Uint8Array(r_in_bytes);
    const l_i_b_str = i2osp(lenInBytes, 2);
    const b = new Array(ell);
    const b_0 = H(concatBytes2(Z_pad, msg, l_i_b_str, i2osp(0, 1), DST_prime));
    b[0] = H(concatBytes2(b_0, i2osp(1, 1), DST_prime));
    for (let i = 1; i < ell; i++) {
      const args = [strxor(b_0, b[i - 1]), i2osp(i + 1, 1), DST_prime];
      b[i] = H(concatBytes2(...args));
    }
    const pseudo_random_bytes = concatBytes2(...b);
    return pseudo_random_bytes.slice(0, lenInBytes);
  }
  function expand_message_xof(msg, DST, lenInBytes, k, H) {
    abytes2(msg);
    asafenumber(lenInBytes);
    asafenumber(k, "k");
    if (k < 0)
      throw new Error("expand_message_xof: invalid k");
    if (typeof H !== "function")
      throw new Error("expand_message_xof: expected XOF function");
    if (typeof H.create !== "function")
      throw new Error("expand_message_xof: expected XOF create");
    DST = normDST(DST);
    if (lenInBytes < 0 || lenInBytes > 65535)
      throw new Error("expand_message_xof: invalid lenInBytes");
    if (DST.length > 255) {
      const dkLen = Math.ceil(2 * k / 8);
      DST = H.create({ dkLen }).update(asciiToBytes("H2C-OVERSIZE-DST-")).update(DST).digest();
    }
    if (DST.length > 255)
      throw new Error("expand_message_xof: invalid DST");
    return H.create({ dkLen: lenInBytes }).update(msg).update(i2osp(lenInBytes, 2)).update(DST).update(i2osp(DST.length, 1)).digest();
  }
  function hash_to_field(msg, count2, options) {
    validateObject(options, {
      p: "bigint",
      m: "number",
      k: "number",
      hash: "function"
    });
    const { p, k, m, hash: hash2, expand, DST } = options;
    asafenumber(hash2.outputLen, "valid hash");
    abytes2(msg);
    asafenumber(count2);
    asafenumber(m, "m");
    asafenumber(k, "k");
    if (p <= BigInt(1))
      throw new Error("hash_to_field: expected valid field characteristic");
    if (count2 < 1)
      throw new Error("hash_to_field: expected count >= 1");
    if (m < 1)
      throw new Error("hash_to_field: expected m >= 1");
    if (k < 0)
      throw new Error("hash_to_field: invalid k");
    const log2p = p.toString(2).length;
    const L = Math.ceil((log2p + k) / 8);
    const len_in_bytes = count2 * m * L;
    let prb;
    if (expand === "xmd") {
      prb = expand_message_xmd(msg, DST, len_in_bytes, hash2);
    } else if (expand === "xof") {
      prb = expand_message_xof(msg, DST, len_in_bytes, k, hash2);
    } else if (expand === "_internal_pass") {
      prb = msg;
    } else {
      throw new Error('expand must be "xmd" or "xof"');
    }
    const u = new Array(count2);
    for (let i = 0; i < count2; i++) {
      const e = new Array(m);
      for (let j = 0; j < m; j++) {
        const elm_offset = L * (j + i * m);
        const tv = prb.subarray(elm_offset, elm_offset + L);
        e[j] = mod(os2ip(tv), p);
      }
      u[i] = e;
    }
    return u;
  }
  function isogenyMap(field, map) {
    validateField(field);
    aarray(map, "map");
    const coeff = map.map((i, row2) => {
      aarray(i, "map[" + row2 + "]");
      if (i.length < 1)
        throw new Error("isogenyMap: expected non-empty coefficients");
      return Array.from(i).reverse();
    });
    return (x, y) => {
      const [xn, xd, yn, yd] = coeff.map((val) => val.reduce((acc, i) => field.add(field.mul(acc, x), i)));
      const isZero = field.is0(xd) || field.is0(yd);
      const [xd_inv, yd_inv] = FpInvertBatch(field, [xd, yd], true);
      x = field.mul(xn, xd_inv);
      y = field.mul(y, field.mul(yn, yd_inv));
      return isZero ? { x: field.ZERO, y: field.ZERO } : { x, y };
    };
  }
  var _DST_scalar = "HashToScalar-";
  function createHasher2(Point2, mapToCurve, defaults) {
    if (typeof mapToCurve !== "function")
      throw new Error("mapToCurve() must be defined");
    validateObject(defaults);
    const snapshot2 = (src) => Object.freeze({
      ...src,
      DST: isBytes2(src.DST) ? copyBytes(src.DST) : src.DST,
      ...src.encodeDST === void 0 ? {} : { encodeDST: isBytes2(src.encodeDST) ? copyBytes(src.encodeDST) : src.encodeDST }
    });
    const safeDefaults = snapshot2(defaults);
    const dstOverride = (options) => options && options.DST !== void 0 ? { DST: options.DST } : void 0;
    function map(num) {
      return Point2.fromAffine(mapToCurve(num));
    }
    function clear(initial) {
      const P = initial.clearCofactor();
      if (P.equals(Point2.ZERO))
        return Point2.ZERO;
      P.assertValidity();
      return P;
    }
    return Object.freeze({
      get defaults() {
        return snapshot2(safeDefaults);
      },
      Point: Point2,
      hashToCurve(msg, options) {
        const opts = Object.assign({}, safeDefaults, dstOverride(options));
        const u = hash_to_field(msg, 2, opts);
        const u0 = map(u[0]);
        const u1 = map(u[1]);
        return clear(u0.add(u1));
      },
      encodeToCurve(msg, options) {
        const optsDst = safeDefaults.encodeDST === void 0 ? {} : { DST: safeDefaults.encodeDST };
        const opts = Object.assign({}, safeDefaults, optsDst, dstOverride(options));
        const u = hash_to_field(msg, 1, opts);
        const u0 = map(u[0]);
        return clear(u0);
      },
      /** See {@link H2CHasher} */
      mapToCurve(scalars) {
        if (safeDefaults.m === 1) {
          if (typeof scalars !== "bigint")
            throw new Error("expected bigint (m=1)");
          return clear(map([scalars]));
        }
        if (!Array.isArray(scalars))
          throw new Error("expected array of bigints");
        if (scalars.length !== safeDefaults.m)
          throw new Error(`expected array of ${safeDefaults.m} bigints`);
        for (const i of scalars)
          if (typeof i !== "bigint")
            throw new Error("expected array of bigints");
        return clear(map(scalars));
      },
      // hash_to_scalar can produce 0: https://www.rfc-editor.org/errata/eid8393
      // RFC 9380, draft-irtf-cfrg-bbs-signatures-08. Default scalar DST is the shared generic
      // `HashToScalar-` prefix above unless the caller overrides it per invocation.
      hashToScalar(msg, options) {
        const N = Point2.Fn.ORDER;
        const opts = Object.assign({}, safeDefaults, { DST: _DST_scalar }, dstOverride(options), {
          p: N,
          m: 1
        });
        return hash_to_field(msg, 1, opts)[0][0];
      }
    });
  }
  function SWUFpSqrtRatio(Fp3, Z) {
    const F = validateField(Fp3);
    const q = F.ORDER;
    let l = _0n5;
    for (let o = q - _1n5; o % _2n3 === _0n5; o /= _2n3)
      l += _1n5;
    const c1 = l;
    const _2n_pow_c1_1 = _2n3 << c1 - _1n5 - _1n5;
    const _2n_pow_c1 = _2n_pow_c1_1 * _2n3;
    const c2 = (q - _1n5) / _2n_pow_c1;
    const c3 = (c2 - _1n5) / _2n3;
    const c4 = _2n_pow_c1 - _1n5;
    const c5 = _2n_pow_c1_1;
    const c6 = F.pow(Z, c2);
    const c7 = F.pow(Z, (c2 + _1n5) / _2n3);
    let sqrtRatio = (u, v) => {
      let tv1 = c6;
      let tv2 = F.pow(v, c4);
      let tv3 = F.sqr(tv2);
      tv3 = F.mul(tv3, v);
      let tv5 = F.mul(u, tv3);
      tv5 = F.pow(tv5, c3);
      tv5 = F.mul(tv5, tv2);
      tv2 = F.mul(tv5, v);
      tv3 = F.mul(tv5, u);
      let tv4 = F.mul(tv3, tv2);
      tv5 = F.pow(tv4, c5);
      let isQR = F.eql(tv5, F.ONE);
      tv2 = F.mul(tv3, c7);
      tv5 = F.mul(tv4, tv1);
      tv3 = F.cmov(tv2, tv3, isQR);
      tv4 = F.cmov(tv5, tv4, isQR);
      for (let i = c1; i > _1n5; i--) {
        let tv52 = i - _2n3;
        tv52 = _2n3 << tv52 - _1n5;
        let tvv5 = F.pow(tv4, tv52);
        const e1 = F.eql(tvv5, F.ONE);
        tv2 = F.mul(tv3, tv1);
        tv1 = F.mul(tv1, tv1);
        tvv5 = F.mul(tv4, tv1);
        tv3 = F.cmov(tv2, tv3, e1);
        tv4 = F.cmov(tvv5, tv4, e1);
      }
      return { isValid: !F.is0(v) && (isQR || F.is0(u)), value: tv3 };
    };
    if (F.ORDER % _4n4 === _3n2) {
      const c12 = (F.ORDER - _3n2) / _4n4;
      const c22 = F.sqrt(F.neg(Z));
      sqrtRatio = (u, v) => {
        let tv1 = F.sqr(v);
        const tv2 = F.mul(u, v);
        tv1 = F.mul(tv1, tv2);
        let y1 = F.pow(tv1, c12);
        y1 = F.mul(y1, tv2);
        const y2 = F.mul(y1, c22);
        const tv3 = F.mul(F.sqr(y1), v);
        const isQR = F.eql(tv3, u);
        let y = F.cmov(y2, y1, isQR);
        return { isValid: !F.is0(v) && isQR, value: y };
      };
    }
    return sqrtRatio;
  }
  function mapToCurveSimpleSWU(Fp3, opts) {
    const F = validateField(Fp3);
    validateObject(opts, {}, {}, "opts");
    const { A, B, Z } = opts;
    if (!F.isValidNot0(A) || !F.isValidNot0(B) || !F.isValid(Z))
      throw new Error("mapToCurveSimpleSWU: invalid opts");
    if (F.eql(Z, F.neg(F.ONE)) || FpIsSquare(F, Z))
      throw new Error("mapToCurveSimpleSWU: invalid opts");
    const x = F.mul(B, F.inv(F.mul(Z, A)));
    const gx = F.add(F.add(F.mul(F.sqr(x), x), F.mul(A, x)), B);
    if (!FpIsSquare(F, gx))
      throw new Error("mapToCurveSimpleSWU: invalid opts");
    const sqrtRatio = SWUFpSqrtRatio(F, Z);
    if (!F.isOdd)
      throw new Error("Field does not have .isOdd()");
    return (u) => {
      let tv1, tv2, tv3, tv4, tv5, tv6, x2, y;
      tv1 = F.sqr(u);
      tv1 = F.mul(tv1, Z);
      tv2 = F.sqr(tv1);
      tv2 = F.add(tv2, tv1);
      tv3 = F.add(tv2, F.ONE);
      tv3 = F.mul(tv3, B);
      tv4 = F.cmov(Z, F.neg(tv2), !F.eql(tv2, F.ZERO));
      tv4 = F.mul(tv4, A);
      tv2 = F.sqr(tv3);
      tv6 = F.sqr(tv4);
      tv5 = F.mul(tv6, A);
      tv2 = F.add(tv2, tv5);
      tv2 = F.mul(tv2, tv3);
      tv6 = F.mul(tv6, tv4);
      tv5 = F.mul(tv6, B);
      tv2 = F.add(tv2, tv5);
      x2 = F.mul(tv1, tv3);
      const { isValid, value } = sqrtRatio(tv2, tv6);
      y = F.mul(tv1, u);
      y = F.mul(y, value);
      x2 = F.cmov(x2, tv3, isValid);
      y = F.cmov(y, value, isValid);
      const e1 = F.isOdd(u) === F.isOdd(y);
      y = F.cmov(F.neg(y), y, e1);
      const tv4_inv = FpInvertBatch(F, [tv4], true)[0];
      x2 = F.mul(x2, tv4_inv);
      return { x: x2, y };
    };
  }
  /*! noble-curves - MIT License (c) 2022 Paul Miller (paulmillr.com) */
  var _1n6 = /* @__PURE__ */ BigInt(1);
  var _2n4 = /* @__PURE__ */ BigInt(2);
  var _5n2 = /* @__PURE__ */ BigInt(5);
  var _8n3 = /* @__PURE__ */ BigInt(8);
  var ed25519_CURVE_p = /* @__PURE__ */ BigInt("0x7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffed");
  var ed25519_CURVE = /* @__PURE__ */ (() => ({
    p: ed25519_CURVE_p,
    n: BigInt("0x1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3ed"),
    h: _8n3,
    a: BigInt("0x7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffec"),
    d: BigInt("0x52036cee2b6ffe738cc740797779e89800700a4d4141d8ab75eb4dca135978a3"),
    Gx: BigInt("0x216936d3cd6e53fec0a4e231fdd6dc5c692cc7609525a7b2c9562d608f25d51a"),
    Gy: BigInt("0x6666666666666666666666666666666666666666666666666666666666666658")
  }))();
  function ed25519_pow_2_252_3(x) {
    const _10n = BigInt(10), _20n = BigInt(20), _40n = BigInt(40), _80n = BigInt(80);
    const P = ed25519_CURVE_p;
    const x2 = x * x % P;
    const b2 = x2 * x % P;
    const b4 = pow2(b2, _2n4, P) * b2 % P;
    const b5 = pow2(b4, _1n6, P) * x % P;
    const b10 = pow2(b5, _5n2, P) * b5 % P;
    const b20 = pow2(b10, _10n, P) * b10 % P;
    const b40 = pow2(b20, _20n, P) * b20 % P;
    const b80 = pow2(b40, _40n, P) * b40 % P;
    const b160 = pow2(b80, _80n, P) * b80 % P;
    const b240 = pow2(b160, _80n, P) * b80 % P;
    const b250 = pow2(b240, _10n, P) * b10 % P;
    const pow_p_5_8 = pow2(b250, _2n4, P) * x % P;
    return { pow_p_5_8, b2 };
  }
  function adjustScalarBytes(bytes) {
    bytes[0] &= 248;
    bytes[31] &= 127;
    bytes[31] |= 64;
    return bytes;
  }
  var ED25519_SQRT_M1 = /* @__PURE__ */ BigInt("19681161376707505956807079304988542015446066515923890162744021073123829784752");
  function uvRatio(u, v) {
    const P = ed25519_CURVE_p;
    const v3 = mod(v * v * v, P);
    const v7 = mod(v3 * v3 * v, P);
    const pow3 = ed25519_pow_2_252_3(u * v7).pow_p_5_8;
    let x = mod(u * v3 * pow3, P);
    const vx2 = mod(v * x * x, P);
    const root1 = x;
    const root2 = mod(x * ED25519_SQRT_M1, P);
    const useRoot1 = vx2 === u;
    const useRoot2 = vx2 === mod(-u, P);
    const noRoot = vx2 === mod(-u * ED25519_SQRT_M1, P);
    if (useRoot1)
      x = root1;
    if (useRoot2 || noRoot)
      x = root2;
    if (isNegativeLE(x, P))
      x = mod(-x, P);
    return { isValid: useRoot1 || useRoot2, value: x };
  }
  var ed25519_Point = /* @__PURE__ */ edwards(ed25519_CURVE, { uvRatio });
  var Fp = /* @__PURE__ */ (() => ed25519_Point.Fp)();
  function toMontgomery(point) {
    const { y } = point;
    return Fp.toBytes(Fp.div(_1n6 + y, _1n6 - y));
  }
  function toMontgomerySecret(secretKey) {
    const size2 = ed25519_Point.Fp.BYTES;
    abytes(secretKey, size2);
    return adjustScalarBytes(sha512(secretKey.subarray(0, size2))).subarray(0, size2);
  }
  var Fn = /* @__PURE__ */ (() => ed25519_Point.Fn)();
  function ed(opts) {
    return eddsa(ed25519_Point, sha512, Object.assign({ adjustScalarBytes, toMontgomery, toMontgomerySecret, zip215: true }, opts));
  }
  var ed25519 = /* @__PURE__ */ ed({});
  var SQRT_M1 = ED25519_SQRT_M1;
  var INVSQRT_A_MINUS_D = /* @__PURE__ */ BigInt("54469307008909316920995813868745141605393597292927456921205312896311721017578");
  var invertSqrt = (number) => uvRatio(_1n6, number);
  var MAX_255B = /* @__PURE__ */ BigInt("0x7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff");
  var bytes255ToNumberLE = (bytes) => Fp.create(bytesToNumberLE(bytes) & MAX_255B);
  var __RistrettoPoint = class __RistrettoPoint2 extends PrimeEdwardsPoint {
    constructor(ep) {
      super(ep);
    }
    /**
     * Create one Ristretto255 point from affine Edwards coordinates.
     * This wraps the internal Edwards representative directly and is not a
     * canonical ristretto255 decoding path.
     * Use `toBytes()` / `fromBytes()` if canonical ristretto255 bytes matter.
     */
    static fromAffine(ap) {
      return new __RistrettoPoint2(ed25519_Point.fromAffine(ap));
    }
    assertSame(other) {
      if (!(other instanceof __RistrettoPoint2))
        throw new Error("RistrettoPoint expected");
    }
    init(ep) {
      return new __RistrettoPoint2(ep);
    }
    static fromBytes(bytes) {
      abytes(bytes, 32);
      const { a, d } = ed25519_CURVE;
      const s = bytes255ToNumberLE(bytes);
      if (!equalBytes(Fp.toBytes(s), bytes) || Fp.isOdd(s))
        throw new Error("invalid ristretto255 encoding 1");
      const s2 = Fp.sqr(s);
      const u1 = Fp.add(_1n6, Fp.mulN(a, s2));
      const u2 = Fp.sub(_1n6, Fp.mulN(a, s2));
      const u1_2 = Fp.sqr(u1);
      const u2_2 = Fp.sqr(u2);
      const v = Fp.sub(Fp.mulN(Fp.mulN(a, d), u1_2), u2_2);
      const { isValid, value: I } = invertSqrt(Fp.mul(v, u2_2));
      const Dx = Fp.mul(I, u2);
      const Dy = Fp.mul(Fp.mulN(I, Dx), v);
      let x = Fp.mul(Fp.addN(s, s), Dx);
      if (Fp.isOdd(x))
        x = Fp.neg(x);
      const y = Fp.mul(u1, Dy);
      const t = Fp.mul(x, y);
      if (!isValid || Fp.isOdd(t) || Fp.is0(y))
        throw new Error("invalid ristretto255 encoding 2");
      return new __RistrettoPoint2(new ed25519_Point(x, y, Fp.ONE, t));
    }
    /**
     * Converts ristretto-encoded string to ristretto point.
     * Described in [RFC9496](https://www.rfc-editor.org/rfc/rfc9496#name-decode).
     * @param hex - Ristretto-encoded 32 bytes. Not every 32-byte string is valid ristretto encoding
     */
    static fromHex(hex) {
      return __RistrettoPoint2.fromBytes(hexToBytes(hex));
    }
    /**
     * Encodes ristretto point to Uint8Array.
     * Described in [RFC9496](https://www.rfc-editor.org/rfc/rfc9496#name-encode).
     */
    toBytes() {
      let { X, Y, Z, T } = this.ep;
      const u1 = Fp.mul(Fp.add(Z, Y), Fp.sub(Z, Y));
      const u2 = Fp.mul(X, Y);
      const u2sq = Fp.sqr(u2);
      const { value: invsqrt } = invertSqrt(Fp.mul(u1, u2sq));
      const D1 = Fp.mul(invsqrt, u1);
      const D2 = Fp.mul(invsqrt, u2);
      const zInv = Fp.mul(Fp.mulN(D1, D2), T);
      let D;
      if (Fp.isOdd(Fp.mul(T, zInv))) {
        let _x = Fp.mul(Y, SQRT_M1);
        let _y = Fp.mul(X, SQRT_M1);
        X = _x;
        Y = _y;
        D = Fp.mul(D1, INVSQRT_A_MINUS_D);
      } else {
        D = D2;
      }
      if (Fp.isOdd(Fp.mul(X, zInv)))
        Y = Fp.neg(Y);
      let s = Fp.mul(Fp.subN(Z, Y), D);
      if (Fp.isOdd(s))
        s = Fp.neg(s);
      return Fp.toBytes(s);
    }
    /**
     * Compares two Ristretto points.
     * Described in [RFC9496](https://www.rfc-editor.org/rfc/rfc9496#name-equals).
     */
    equals(other) {
      this.assertSame(other);
      const { X: X1, Y: Y1 } = this.ep;
      const { X: X2, Y: Y2 } = other.ep;
      const one = Fp.eql(Fp.mul(X1, Y2), Fp.mul(Y1, X2));
      const two = Fp.eql(Fp.mul(Y1, Y2), Fp.mul(X1, X2));
      return one || two;
    }
    is0() {
      return this.equals(__RistrettoPoint2.ZERO);
    }
  };
  __RistrettoPoint.BASE = /* @__PURE__ */ (() => new __RistrettoPoint(ed25519_Point.BASE))();
  __RistrettoPoint.ZERO = /* @__PURE__ */ (() => new __RistrettoPoint(ed25519_Point.ZERO))();
  __RistrettoPoint.Fp = /* @__PURE__ */ (() => Fp)();
  __RistrettoPoint.Fn = /* @__PURE__ */ (() => Fn)();
  /*! noble-curves - MIT License (c) 2022 Paul Miller (paulmillr.com) */
  var _0n6 = BigInt(0);
  var _1n7 = BigInt(1);
  var _2n5 = BigInt(2);
  var _3n3 = BigInt(3);
  function NAfDecomposition(a) {
    const res = [];
    for (; a > _1n7; a >>= _1n7) {
      if ((a & _1n7) === _0n6)
        res.unshift(0);
      else if ((a & _3n3) === _3n3) {
        res.unshift(-1);
        a += _1n7;
      } else
        res.unshift(1);
    }
    return res;
  }
  function aNonEmpty(arr) {
    if (!Array.isArray(arr) || arr.length === 0)
      throw new Error("expected non-empty array");
  }
  function createBlsPairing(fields2, G1, G2, params) {
    validateObject(fields2, { Fp: "object", Fr: "object", Fp2: "object", Fp12: "object" }, { Fp6: "object" }, "fields");
    if (typeof G1 !== "function")
      throw new TypeError('"G1_Point" expected point constructor, got type=' + typeof G1);
    if (typeof G2 !== "function")
      throw new TypeError('"G2_Point" expected point constructor, got type=' + typeof G2);
    validateObject(params, { ateLoopSize: "bigint", xNegative: "boolean", twistType: "string" }, { randomBytes: "function", postPrecompute: "function" }, "params");
    const { Fp: Fp3, Fr, Fp2: Fp23, Fp12: Fp122 } = fields2;
    const { twistType, ateLoopSize, xNegative, postPrecompute } = params;
    const fp22 = (c0, c1) => ({ c0, c1 });
    const fp2f = ({ c0, c1 }) => Object.freeze({ c0, c1 });
    const add2 = (a, b) => fp22(Fp3.add(a.c0, b.c0), Fp3.add(a.c1, b.c1));
    const sub2 = (a, b) => fp22(Fp3.sub(a.c0, b.c0), Fp3.sub(a.c1, b.c1));
    const mul2 = (a, b) => {
      const t0 = Fp3.mul(a.c0, b.c0);
      const t1 = Fp3.mul(a.c1, b.c1);
      return fp22(Fp3.sub(t0, t1), Fp3.sub(Fp3.mul(Fp3.add(a.c0, a.c1), Fp3.add(b.c0, b.c1)), Fp3.add(t0, t1)));
    };
    const mul2ByFp = (a, rhs) => fp22(Fp3.mul(a.c0, rhs), Fp3.mul(a.c1, rhs));
    const mul2ByNonresidue = (a) => Fp23.mulByNonresidue(a);
    const mul014ByLine = ({ c0: f0, c1: f1 }, o0, l1, l4, Px, Py) => {
      const o1 = mul2ByFp(l1, Px);
      const o4 = mul2ByFp(l4, Py);
      const { c0: a0, c1: a1, c2: a2 } = f0;
      const { c0: b0, c1: b1, c2: b2 } = f1;
      const t0_0 = mul2(a0, o0);
      const t0_1 = mul2(a1, o1);
      const t0_c0 = add2(mul2ByNonresidue(sub2(mul2(add2(a1, a2), o1), t0_1)), t0_0);
      const t0_c1 = sub2(sub2(mul2(add2(o0, o1), add2(a0, a1)), t0_0), t0_1);
      const t0_c2 = add2(sub2(mul2(add2(a0, a2), o0), t0_0), t0_1);
      const t1_c0 = mul2ByNonresidue(mul2(b2, o4));
      const t1_c1 = mul2(b0, o4);
      const t1_c2 = mul2(b1, o4);
      const s0 = add2(a0, b0);
      const s1 = add2(a1, b1);
      const s2 = add2(a2, b2);
      const o14 = add2(o1, o4);
      const t2_0 = mul2(s0, o0);
      const t2_1 = mul2(s1, o14);
      const t2_c0 = add2(mul2ByNonresidue(sub2(mul2(add2(s1, s2), o14), t2_1)), t2_0);
      const t2_c1 = sub2(sub2(mul2(add2(o0, o14), add2(s0, s1)), t2_0), t2_1);
      const t2_c2 = add2(sub2(mul2(add2(s0, s2), o0), t2_0), t2_1);
      return Object.freeze({
        c0: Object.freeze({
          c0: fp2f(add2(mul2ByNonresidue(t1_c2), t0_c0)),
          c1: fp2f(add2(t1_c0, t0_c1)),
          c2: fp2f(add2(t1_c1, t0_c2))
        }),
        c1: Object.freeze({
          c0: fp2f(sub2(sub2(t2_c0, t0_c0), t1_c0)),
          c1: fp2f(sub2(sub2(t2_c1, t0_c1), t1_c1)),
          c2: fp2f(sub2(sub2(t2_c2, t0_c2), t1_c2))
        })
      });
    };
    const mul034ByLine = ({ c0: f0, c1: f1 }, l0, l3, o4, Px, Py) => {
      const o0 = mul2ByFp(l0, Py);
      const o3 = mul2ByFp(l3, Px);
      const { c0: a0, c1: a1, c2: a2 } = f0;
      const { c0: b0, c1: b1, c2: b2 } = f1;
      const a_c0 = mul2(a0, o0);
      const a_c1 = mul2(a1, o0);
      const a_c2 = mul2(a2, o0);
      const b0m = mul2(b0, o3);
      const b1m = mul2(b1, o4);
      const b_c0 = add2(mul2ByNonresidue(sub2(mul2(add2(b1, b2), o4), b1m)), b0m);
      const b_c1 = sub2(sub2(mul2(add2(o3, o4), add2(b0, b1)), b0m), b1m);
      const b_c2 = add2(sub2(mul2(add2(b0, b2), o3), b0m), b1m);
      const s0 = add2(a0, b0);
      const s1 = add2(a1, b1);
      const s2 = add2(a2, b2);
      const o03 = add2(o0, o3);
      const e0m = mul2(s0, o03);
      const e1m = mul2(s1, o4);
      const e_c0 = add2(mul2ByNonresidue(sub2(mul2(add2(s1, s2), o4), e1m)), e0m);
      const e_c1 = sub2(sub2(mul2(add2(o03, o4), add2(s0, s1)), e0m), e1m);
      const e_c2 = add2(sub2(mul2(add2(s0, s2), o03), e0m), e1m);
      return Object.freeze({
        c0: Object.freeze({
          c0: fp2f(add2(mul2ByNonresidue(b_c2), a_c0)),
          c1: fp2f(add2(b_c0, a_c1)),
          c2: fp2f(add2(b_c1, a_c2))
        }),
        c1: Object.freeze({
          c0: fp2f(sub2(sub2(e_c0, a_c0), b_c0)),
          c1: fp2f(sub2(sub2(e_c1, a_c1), b_c1)),
          c2: fp2f(sub2(sub2(e_c2, a_c2), b_c2))
        })
      });
    };
    let lineFunction;
    if (twistType === "multiplicative") {
      lineFunction = (c0, c1, c2, f, Px, Py) => mul014ByLine(f, c0, c1, c2, Px, Py);
    } else if (twistType === "divisive") {
      lineFunction = (c0, c1, c2, f, Px, Py) => mul034ByLine(f, c2, c1, c0, Px, Py);
    } else
      throw new Error("bls: unknown twist type");
    const Fp2div2 = Fp23.div(Fp23.ONE, Fp23.mul(Fp23.ONE, _2n5));
    function pointDouble(ell, Rx, Ry, Rz) {
      const t0 = Fp23.sqr(Ry);
      const t1 = Fp23.sqr(Rz);
      const t2 = Fp23.mulByB(Fp23.mul(t1, _3n3));
      const t3 = Fp23.mul(t2, _3n3);
      const t4 = Fp23.sub(Fp23.sub(Fp23.sqr(Fp23.add(Ry, Rz)), t1), t0);
      const c0 = Fp23.sub(t2, t0);
      const c1 = Fp23.mul(Fp23.sqr(Rx), _3n3);
      const c2 = Fp23.neg(t4);
      ell.push([c0, c1, c2]);
      Rx = Fp23.mul(Fp23.mul(Fp23.mul(Fp23.sub(t0, t3), Rx), Ry), Fp2div2);
      Ry = Fp23.sub(Fp23.sqr(Fp23.mul(Fp23.add(t0, t3), Fp2div2)), Fp23.mul(Fp23.sqr(t2), _3n3));
      Rz = Fp23.mul(t0, t4);
      return { Rx, Ry, Rz };
    }
    function pointAdd(ell, Rx, Ry, Rz, Qx, Qy) {
      const t0 = Fp23.sub(Ry, Fp23.mul(Qy, Rz));
      const t1 = Fp23.sub(Rx, Fp23.mul(Qx, Rz));
      const c0 = Fp23.sub(Fp23.mul(t0, Qx), Fp23.mul(t1, Qy));
      const c1 = Fp23.neg(t0);
      const c2 = t1;
      ell.push([c0, c1, c2]);
      const t2 = Fp23.sqr(t1);
      const t3 = Fp23.mul(t2, t1);
      const t4 = Fp23.mul(t2, Rx);
      const t5 = Fp23.add(Fp23.sub(t3, Fp23.mul(t4, _2n5)), Fp23.mul(Fp23.sqr(t0), Rz));
      Rx = Fp23.mul(t1, t5);
      Ry = Fp23.sub(Fp23.mul(Fp23.sub(t4, t5), t0), Fp23.mul(t3, Ry));
      Rz = Fp23.mul(Rz, t3);
      return { Rx, Ry, Rz };
    }
    const ATE_NAF = NAfDecomposition(ateLoopSize);
    const calcPairingPrecomputes = (point) => {
      if (!(point instanceof G2))
        throw new TypeError('"point" expected G2 point, got type=' + typeof point);
      const p = point;
      const { x, y } = p.toAffine();
      const Qx = x, Qy = y, negQy = Fp23.neg(y);
      let Rx = Qx, Ry = Qy, Rz = Fp23.ONE;
      const ell = [];
      for (const bit of ATE_NAF) {
        const cur = [];
        ({ Rx, Ry, Rz } = pointDouble(cur, Rx, Ry, Rz));
        if (bit)
          ({ Rx, Ry, Rz } = pointAdd(cur, Rx, Ry, Rz, Qx, bit === -1 ? negQy : Qy));
        ell.push(cur);
      }
      if (postPrecompute) {
        const last = ell[ell.length - 1];
        postPrecompute(Rx, Ry, Rz, Qx, Qy, pointAdd.bind(null, last));
      }
      return ell;
    };
    function millerLoopBatch(pairs, withFinalExponent = false) {
      aarray(pairs, "pairs", (pair, title2) => {
        aarray(pair, title2);
        if (pair.length !== 3)
          throw new TypeError(`"${title2}" expected precompute tuple`);
        aarray(pair[0], title2 + "[0]");
      });
      let f12 = Fp122.ONE;
      if (pairs.length) {
        const ellLen = pairs[0][0].length;
        for (let i = 0; i < ellLen; i++) {
          if (i !== 0)
            f12 = Fp122.sqr(f12);
          for (const [ell, Px, Py] of pairs) {
            for (const [c0, c1, c2] of ell[i])
              f12 = lineFunction(c0, c1, c2, f12, Px, Py);
          }
        }
      }
      if (xNegative)
        f12 = Fp122.conjugate(f12);
      return withFinalExponent ? Fp122.finalExponentiate(f12) : f12;
    }
    function pairingBatch(pairs, withFinalExponent = true) {
      aarray(pairs, "pairs");
      const res = [];
      for (let i = 0; i < pairs.length; i++) {
        const pair = pairs[i];
        validateObject(pair, { g1: "object", g2: "object" }, {}, "pairs[" + i + "]");
        const { g1: g12, g2: g22 } = pair;
        if (!(g12 instanceof G1))
          throw new TypeError('"pairs[' + i + '].g1" expected G1 point, got type=' + typeof g12);
        if (!(g22 instanceof G2))
          throw new TypeError('"pairs[' + i + '].g2" expected G2 point, got type=' + typeof g22);
        if (g12.is0() || g22.is0())
          throw new Error("pairing is not available for ZERO point");
        g12.assertValidity();
        g22.assertValidity();
        const Qa = g12.toAffine();
        res.push([calcPairingPrecomputes(g22), Qa.x, Qa.y]);
      }
      return millerLoopBatch(res, withFinalExponent);
    }
    function pairing(Q, P, withFinalExponent = true) {
      if (!(Q instanceof G1))
        throw new TypeError('"Q" expected G1 point, got type=' + typeof Q);
      if (!(P instanceof G2))
        throw new TypeError('"P" expected G2 point, got type=' + typeof P);
      return pairingBatch([{ g1: Q, g2: P }], withFinalExponent);
    }
    const lengths = {
      seed: getMinHashLength(Fr.ORDER)
    };
    const rand = params.randomBytes === void 0 ? randomBytes2 : params.randomBytes;
    const randomSecretKey = (seed2) => {
      seed2 = seed2 === void 0 ? rand(lengths.seed) : seed2;
      abytes2(seed2, lengths.seed, "seed");
      return mapHashToField(seed2, Fr.ORDER);
    };
    Object.freeze(lengths);
    return {
      lengths,
      Fr,
      Fp12: Fp122,
      // NOTE: we re-export Fp12 here because pairing results are Fp12!
      millerLoopBatch,
      pairing,
      pairingBatch,
      calcPairingPrecomputes,
      randomSecretKey
    };
  }
  function createBlsSig(blsPairing, PubPoint, SigPoint, isSigG1, hashToSigCurve, SignatureCoder) {
    const { Fr, Fp12: Fp122, pairingBatch, randomSecretKey, lengths } = blsPairing;
    if (!SignatureCoder) {
      SignatureCoder = {
        fromBytes: notImplemented,
        fromHex: notImplemented,
        toBytes: notImplemented,
        toHex: notImplemented
      };
    }
    const sigCoder = Object.freeze({ ...SignatureCoder });
    function normPub(point) {
      return point instanceof PubPoint ? point : PubPoint.fromBytes(point);
    }
    function normSig(point) {
      return point instanceof SigPoint ? point : sigCoder.fromBytes(point);
    }
    function amsg(m) {
      if (!(m instanceof SigPoint))
        throw new Error(`expected valid message hashed to ${!isSigG1 ? "G2" : "G1"} curve`);
      return m;
    }
    const pair = !isSigG1 ? (a, b) => ({ g1: a, g2: b }) : (a, b) => ({ g1: b, g2: a });
    return Object.freeze({
      lengths: Object.freeze({ ...lengths, secretKey: Fr.BYTES }),
      keygen(seed2) {
        const secretKey = randomSecretKey(seed2);
        const publicKey = this.getPublicKey(secretKey);
        return { secretKey, publicKey };
      },
      // P = pk x G
      getPublicKey(secretKey) {
        let sec;
        try {
          sec = PubPoint.Fn.fromBytes(secretKey);
        } catch (error) {
          throw new Error("invalid private key: " + typeof secretKey, { cause: error });
        }
        return PubPoint.BASE.multiply(sec);
      },
      // S = pk x H(m)
      sign(message, secretKey, unusedArg) {
        if (unusedArg != null)
          throw new Error("sign() expects 2 arguments");
        const sec = PubPoint.Fn.fromBytes(secretKey);
        amsg(message).assertValidity();
        return message.multiply(sec);
      },
      // Checks if pairing of public key & hash is equal to pairing of generator & signature.
      // e(P, H(m)) == e(G, S)
      // e(S, G) == e(H(m), P)
      verify(signature, message, publicKey, unusedArg) {
        if (unusedArg != null)
          throw new Error("verify() expects 3 arguments");
        signature = normSig(signature);
        publicKey = normPub(publicKey);
        const P = publicKey.negate();
        const G = PubPoint.BASE;
        const Hm = amsg(message);
        const S = signature;
        try {
          const exp = pairingBatch([pair(P, Hm), pair(G, S)]);
          return Fp122.eql(exp, Fp122.ONE);
        } catch {
          return false;
        }
      },
      // https://ethresear.ch/t/fast-verification-of-multiple-bls-signatures/5407
      // e(G, S) = e(G, SUM(n)(Si)) = MUL(n)(e(G, Si))
      // TODO: maybe `{message: G2Hex, publicKey: G1Hex}[]` instead?
      verifyBatch(signature, items) {
        aNonEmpty(items);
        const sig = normSig(signature);
        const nMessages = items.map((i) => amsg(i.message));
        const nPublicKeys = items.map((i) => normPub(i.publicKey));
        const messagePubKeyMap = /* @__PURE__ */ new Map();
        for (let i = 0; i < nPublicKeys.length; i++) {
          const pub = nPublicKeys[i];
          const msg = nMessages[i];
          let keys = messagePubKeyMap.get(msg);
          if (keys === void 0) {
            keys = [];
            messagePubKeyMap.set(msg, keys);
          }
          keys.push(pub);
        }
        const paired = [];
        const G = PubPoint.BASE;
        try {
          for (const [msg, keys] of messagePubKeyMap) {
            const groupPublicKey = keys.reduce((acc, msg2) => acc.add(msg2));
            paired.push(pair(groupPublicKey, msg));
          }
          paired.push(pair(G.negate(), sig));
          return Fp122.eql(pairingBatch(paired), Fp122.ONE);
        } catch {
          return false;
        }
      },
      // Adds a bunch of public key points together.
      // pk1 + pk2 + pk3 = pkA
      aggregatePublicKeys(publicKeys) {
        aNonEmpty(publicKeys);
        publicKeys = publicKeys.map((pub) => normPub(pub));
        const agg = publicKeys.reduce((sum, p) => sum.add(p), PubPoint.ZERO);
        agg.assertValidity();
        return agg;
      },
      // Adds a bunch of signature points together.
      // pk1 + pk2 + pk3 = pkA
      aggregateSignatures(signatures) {
        aNonEmpty(signatures);
        signatures = signatures.map((sig) => normSig(sig));
        const agg = signatures.reduce((sum, s) => sum.add(s), SigPoint.ZERO);
        agg.assertValidity();
        return agg;
      },
      hash(messageBytes, DST) {
        abytes2(messageBytes);
        const opts = DST === void 0 ? void 0 : { DST };
        return hashToSigCurve(messageBytes, opts);
      },
      Signature: Object.freeze({ ...sigCoder })
    });
  }
  function blsBasic(fields2, G1_Point2, G2_Point2, params) {
    const { Fp: Fp3, Fr, Fp2: Fp23, Fp6: Fp62, Fp12: Fp122 } = fields2;
    const G1 = { Point: G1_Point2 };
    const G2 = { Point: G2_Point2 };
    const pairingRes = createBlsPairing(fields2, G1_Point2, G2_Point2, params);
    const { millerLoopBatch, pairing, pairingBatch, calcPairingPrecomputes, randomSecretKey, lengths } = pairingRes;
    G1.Point.BASE.precompute(4);
    Object.freeze(G1);
    Object.freeze(G2);
    return Object.freeze({
      lengths: Object.freeze(lengths),
      millerLoopBatch,
      pairing,
      pairingBatch,
      G1,
      G2,
      fields: Object.freeze({ Fr, Fp: Fp3, Fp2: Fp23, Fp6: Fp62, Fp12: Fp122 }),
      params: Object.freeze({
        ateLoopSize: params.ateLoopSize,
        xNegative: params.xNegative,
        twistType: params.twistType,
        postPrecompute: params.postPrecompute
      }),
      utils: Object.freeze({
        randomSecretKey,
        calcPairingPrecomputes
      })
    });
  }
  function blsHashers(fields2, G1_Point2, G2_Point2, params, hasherParams) {
    const base = blsBasic(fields2, G1_Point2, G2_Point2, params);
    validateObject(hasherParams, { hasherOpts: "object", hasherOptsG1: "object", hasherOptsG2: "object" }, { mapToG1: "function", mapToG2: "function" }, "hasherParams");
    const G1Hasher = createHasher2(G1_Point2, hasherParams.mapToG1 === void 0 ? notImplemented : hasherParams.mapToG1, {
      ...hasherParams.hasherOpts,
      ...hasherParams.hasherOptsG1
    });
    const G2Hasher = createHasher2(G2_Point2, hasherParams.mapToG2 === void 0 ? notImplemented : hasherParams.mapToG2, {
      ...hasherParams.hasherOpts,
      ...hasherParams.hasherOptsG2
    });
    return Object.freeze({ ...base, G1: G1Hasher, G2: G2Hasher });
  }
  function bls(fields2, G1_Point2, G2_Point2, params, hasherParams, signatureCoders2) {
    const base = blsHashers(fields2, G1_Point2, G2_Point2, params, hasherParams);
    const pairingRes = {
      ...base,
      Fr: base.fields.Fr,
      Fp12: base.fields.Fp12,
      calcPairingPrecomputes: base.utils.calcPairingPrecomputes,
      randomSecretKey: base.utils.randomSecretKey
    };
    const longSignatures = createBlsSig(pairingRes, G1_Point2, G2_Point2, false, base.G2.hashToCurve, signatureCoders2?.LongSignature);
    const shortSignatures = createBlsSig(pairingRes, G2_Point2, G1_Point2, true, base.G1.hashToCurve, signatureCoders2?.ShortSignature);
    return Object.freeze({ ...base, longSignatures, shortSignatures });
  }
  /*! noble-curves - MIT License (c) 2022 Paul Miller (paulmillr.com) */
  var _0n7 = /* @__PURE__ */ BigInt(0);
  var _1n8 = /* @__PURE__ */ BigInt(1);
  var _2n6 = /* @__PURE__ */ BigInt(2);
  var _3n4 = /* @__PURE__ */ BigInt(3);
  var _6n = /* @__PURE__ */ BigInt(6);
  var _12n = /* @__PURE__ */ BigInt(12);
  var isObj = (value) => !!value && typeof value === "object";
  function calcFrobeniusCoefficients(Fp3, nonResidue, modulus, degree, num = 1, divisor) {
    asafenumber(num, "num");
    asafenumber(degree, "degree");
    const divisorN = divisor === void 0 ? degree : divisor;
    asafenumber(divisorN, "divisor");
    const F = Fp3;
    if (typeof modulus !== "bigint" || modulus <= _1n8)
      throw new Error("calcFrobeniusCoefficients: expected valid modulus, got " + modulus);
    if (degree <= 0)
      throw new Error("calcFrobeniusCoefficients: expected positive degree, got " + degree);
    if (num <= 0)
      throw new Error("calcFrobeniusCoefficients: expected positive row count, got " + num);
    if (divisorN <= 0)
      throw new Error("calcFrobeniusCoefficients: expected positive divisor, got " + divisorN);
    const _divisor = BigInt(divisorN);
    const towerModulus = modulus ** BigInt(degree);
    const res = [];
    for (let i = 0; i < num; i++) {
      const a = BigInt(i + 1);
      const powers = [];
      for (let j = 0, qPower = _1n8; j < degree; j++) {
        const numer = a * qPower - a;
        if (numer % _divisor)
          throw new Error("calcFrobeniusCoefficients: inexact tower exponent");
        const power = numer / _divisor % towerModulus;
        powers.push(F.pow(nonResidue, power));
        qPower *= modulus;
      }
      res.push(powers);
    }
    return res;
  }
  function psiFrobenius(Fp3, Fp23, base) {
    validateField(Fp3);
    validateField(Fp23);
    validateObject(Fp23, {
      Fp: "object",
      frobeniusMap: "function",
      fromBigTuple: "function",
      mulByB: "function",
      mulByNonresidue: "function",
      reim: "function",
      Fp4Square: "function",
      NONRESIDUE: "object"
    }, {});
    if (!isObj(base) || Array.isArray(base))
      throw new TypeError('"base" expected Fp2 element, got type=' + typeof base);
    if (!Fp23.isValid(base))
      throw new RangeError('"base" expected valid Fp2 element');
    const PSI_X = Fp23.pow(base, (Fp3.ORDER - _1n8) / _3n4);
    const PSI_Y = Fp23.pow(base, (Fp3.ORDER - _1n8) / _2n6);
    function psi(x, y) {
      const x2 = Fp23.mul(Fp23.frobeniusMap(x, 1), PSI_X);
      const y2 = Fp23.mul(Fp23.frobeniusMap(y, 1), PSI_Y);
      return [x2, y2];
    }
    const PSI2_X = Fp23.pow(base, (Fp3.ORDER ** _2n6 - _1n8) / _3n4);
    const PSI2_Y = Fp23.pow(base, (Fp3.ORDER ** _2n6 - _1n8) / _2n6);
    if (!Fp23.eql(PSI2_Y, Fp23.neg(Fp23.ONE)))
      throw new Error("psiFrobenius: PSI2_Y!==-1");
    function psi2(x, y) {
      return [Fp23.mul(x, PSI2_X), Fp23.neg(y)];
    }
    const mapAffine = (fn) => (c, P) => {
      if (typeof c !== "function")
        throw new TypeError('"c" expected point constructor, got type=' + typeof c);
      validatePointCons(c);
      if (!(P instanceof c))
        throw new TypeError('"P" expected Point instance, got type=' + typeof P);
      const affine = P.toAffine();
      const p = fn(affine.x, affine.y);
      return c.fromAffine({ x: p[0], y: p[1] });
    };
    const G2psi3 = mapAffine(psi);
    const G2psi22 = mapAffine(psi2);
    return { psi, psi2, G2psi: G2psi3, G2psi2: G2psi22, PSI_X, PSI_Y, PSI2_X, PSI2_Y };
  }
  var _Field2 = class {
    constructor(Fp3, opts = {}) {
      const { NONRESIDUE = BigInt(-1), FP2_NONRESIDUE, Fp2mulByB } = opts;
      const ORDER4 = Fp3.ORDER;
      const FP2_ORDER = ORDER4 * ORDER4;
      this.Fp = Fp3;
      this.ORDER = FP2_ORDER;
      this.BITS = bitLen(FP2_ORDER);
      this.BYTES = Math.ceil(bitLen(FP2_ORDER) / 8);
      this.isLE = Fp3.isLE;
      this.ZERO = this.create({ c0: Fp3.ZERO, c1: Fp3.ZERO });
      this.ONE = this.create({ c0: Fp3.ONE, c1: Fp3.ZERO });
      this.Fp_NONRESIDUE = Fp3.create(NONRESIDUE);
      this.Fp_div2 = Fp3.div(Fp3.ONE, _2n6);
      this.NONRESIDUE = this.create({ c0: FP2_NONRESIDUE[0], c1: FP2_NONRESIDUE[1] });
      this.mulByB = (num) => {
        const { c0, c1 } = Fp2mulByB(num);
        return Object.freeze({ c0, c1 });
      };
      Object.freeze(this);
    }
    fromBigTuple(tuple) {
      if (!Array.isArray(tuple) || tuple.length !== 2)
        throw new Error("invalid Fp2.fromBigTuple");
      const [c0, c1] = tuple;
      if (typeof c0 !== "bigint" || typeof c1 !== "bigint")
        throw new Error("invalid Fp2.fromBigTuple");
      return this.create({ c0, c1 });
    }
    create(num) {
      const { Fp: Fp3 } = this;
      const c0 = Fp3.create(num.c0);
      const c1 = Fp3.create(num.c1);
      return Object.freeze({ c0, c1 });
    }
    isValid(num) {
      if (!isObj(num))
        throw new TypeError("invalid field element: expected object, got " + typeof num);
      const { c0, c1 } = num;
      const { Fp: Fp3 } = this;
      return Fp3.isValid(c0) && Fp3.isValid(c1);
    }
    is0(num) {
      if (!isObj(num))
        return false;
      const { c0, c1 } = num;
      const { Fp: Fp3 } = this;
      return Fp3.is0(c0) && Fp3.is0(c1);
    }
    isValidNot0(num) {
      return !this.is0(num) && this.isValid(num);
    }
    eql({ c0, c1 }, { c0: r0, c1: r1 }) {
      const { Fp: Fp3 } = this;
      return Fp3.eql(c0, r0) && Fp3.eql(c1, r1);
    }
    neg({ c0, c1 }) {
      const { Fp: Fp3 } = this;
      return Object.freeze({ c0: Fp3.neg(c0), c1: Fp3.neg(c1) });
    }
    pow(num, power) {
      return FpPow(this, num, power);
    }
    invertBatch(nums) {
      return FpInvertBatch(this, nums, true);
    }
    // Normalized
    add(f1, f2) {
      const { Fp: Fp3 } = this;
      const { c0, c1 } = f1;
      const { c0: r0, c1: r1 } = f2;
      return Object.freeze({
        c0: Fp3.add(c0, r0),
        c1: Fp3.add(c1, r1)
      });
    }
    sub({ c0, c1 }, { c0: r0, c1: r1 }) {
      const { Fp: Fp3 } = this;
      return Object.freeze({
        c0: Fp3.sub(c0, r0),
        c1: Fp3.sub(c1, r1)
      });
    }
    mul({ c0, c1 }, rhs) {
      const { Fp: Fp3 } = this;
      if (typeof rhs === "bigint")
        return Object.freeze({ c0: Fp3.mul(c0, rhs), c1: Fp3.mul(c1, rhs) });
      const { c0: r0, c1: r1 } = rhs;
      let t1 = Fp3.mul(c0, r0);
      let t2 = Fp3.mul(c1, r1);
      const o0 = Fp3.sub(t1, t2);
      const o1 = Fp3.sub(Fp3.mul(Fp3.add(c0, c1), Fp3.add(r0, r1)), Fp3.add(t1, t2));
      return Object.freeze({ c0: o0, c1: o1 });
    }
    sqr({ c0, c1 }) {
      const { Fp: Fp3 } = this;
      const a = Fp3.add(c0, c1);
      const b = Fp3.sub(c0, c1);
      const c = Fp3.add(c0, c0);
      return Object.freeze({ c0: Fp3.mul(a, b), c1: Fp3.mul(c, c1) });
    }
    // NonNormalized stuff
    addN(a, b) {
      return this.add(a, b);
    }
    subN(a, b) {
      return this.sub(a, b);
    }
    mulN(a, b) {
      return this.mul(a, b);
    }
    sqrN(a) {
      return this.sqr(a);
    }
    // Why inversion for bigint inside Fp instead of Fp2? it is even used in that context?
    div(lhs, rhs) {
      const { Fp: Fp3 } = this;
      return this.mul(lhs, typeof rhs === "bigint" ? Fp3.inv(Fp3.create(rhs)) : this.inv(rhs));
    }
    inv({ c0: a, c1: b }) {
      const { Fp: Fp3 } = this;
      const factor = Fp3.inv(Fp3.create(a * a + b * b));
      return Object.freeze({ c0: Fp3.mul(factor, Fp3.create(a)), c1: Fp3.mul(factor, Fp3.create(-b)) });
    }
    sqrt(num) {
      const { Fp: Fp3 } = this;
      const Fp23 = this;
      const { c0, c1 } = num;
      if (Fp3.is0(c1)) {
        if (FpLegendre(Fp3, c0) === 1)
          return Fp23.create({ c0: Fp3.sqrt(c0), c1: Fp3.ZERO });
        else
          return Fp23.create({ c0: Fp3.ZERO, c1: Fp3.sqrt(Fp3.div(c0, this.Fp_NONRESIDUE)) });
      }
      const a = Fp3.sqrt(Fp3.sub(Fp3.sqr(c0), Fp3.mul(Fp3.sqr(c1), this.Fp_NONRESIDUE)));
      let d = Fp3.mul(Fp3.add(a, c0), this.Fp_div2);
      const legendre = FpLegendre(Fp3, d);
      if (legendre === -1)
        d = Fp3.sub(d, a);
      const a0 = Fp3.sqrt(d);
      const candidateSqrt = Fp23.create({ c0: a0, c1: Fp3.div(Fp3.mul(c1, this.Fp_div2), a0) });
      if (!Fp23.eql(Fp23.sqr(candidateSqrt), num))
        throw new Error("Cannot find square root");
      const x1 = candidateSqrt;
      const x2 = Fp23.neg(x1);
      const { re: re1, im: im1 } = Fp23.reim(x1);
      const { re: re2, im: im2 } = Fp23.reim(x2);
      if (im1 > im2 || im1 === im2 && re1 > re2)
        return x1;
      return x2;
    }
    // Same as sgn0_m_eq_2 in RFC 9380
    isOdd(x) {
      const { re: x0, im: x1 } = this.reim(x);
      const sign_0 = x0 % _2n6;
      const zero_0 = x0 === _0n7;
      const sign_1 = x1 % _2n6;
      return BigInt(sign_0 || zero_0 && sign_1) == _1n8;
    }
    // Bytes util
    fromBytes(b) {
      const { Fp: Fp3 } = this;
      abytes2(b);
      if (b.length !== this.BYTES)
        throw new Error("fromBytes invalid length=" + b.length);
      return this.create({
        c0: Fp3.fromBytes(b.subarray(0, Fp3.BYTES)),
        c1: Fp3.fromBytes(b.subarray(Fp3.BYTES))
      });
    }
    toBytes({ c0, c1 }) {
      return concatBytes2(this.Fp.toBytes(c0), this.Fp.toBytes(c1));
    }
    cmov({ c0, c1 }, { c0: r0, c1: r1 }, c) {
      const { Fp: Fp3 } = this;
      return this.create({
        c0: Fp3.cmov(c0, r0, c),
        c1: Fp3.cmov(c1, r1, c)
      });
    }
    reim({ c0, c1 }) {
      return { re: c0, im: c1 };
    }
    Fp4Square(a, b) {
      const Fp23 = this;
      const a2 = Fp23.sqr(a);
      const b2 = Fp23.sqr(b);
      return {
        first: Fp23.add(Fp23.mulByNonresidue(b2), a2),
        // b² * Nonresidue + a²
        second: Fp23.sub(Fp23.sub(Fp23.sqr(Fp23.add(a, b)), a2), b2)
        // (a + b)² - a² - b²
      };
    }
    // multiply by u + 1
    mulByNonresidue({ c0, c1 }) {
      const { Fp: Fp3, NONRESIDUE: nr } = this;
      if (nr.c0 === Fp3.ONE && nr.c1 === Fp3.ONE) {
        return Object.freeze({ c0: Fp3.sub(c0, c1), c1: Fp3.add(c0, c1) });
      }
      if (nr.c1 === Fp3.ONE) {
        return Object.freeze({
          c0: Fp3.sub(Fp3.mul(c0, nr.c0), c1),
          c1: Fp3.add(c0, Fp3.mul(c1, nr.c0))
        });
      }
      return this.mul({ c0, c1 }, nr);
    }
    frobeniusMap(num, power) {
      const { c0, c1 } = num;
      const { Fp: Fp3 } = this;
      return Object.freeze({ c0, c1: power % 2 === 0 ? c1 : Fp3.neg(c1) });
    }
  };
  var _Field6 = class {
    constructor(Fp23) {
      this.Fp2 = Fp23;
      this.ORDER = Fp23.Fp.ORDER ** _6n;
      this.BITS = 3 * Fp23.BITS;
      this.BYTES = 3 * Fp23.BYTES;
      this.isLE = Fp23.isLE;
      this.ZERO = this.create({ c0: Fp23.ZERO, c1: Fp23.ZERO, c2: Fp23.ZERO });
      this.ONE = this.create({ c0: Fp23.ONE, c1: Fp23.ZERO, c2: Fp23.ZERO });
      Object.freeze(this);
    }
    // Most callers never touch Frobenius maps, so keep the sextic tables lazy:
    // eagerly deriving them dominates `bls12-381.js` / `bn254.js` import time.
    get FROBENIUS_COEFFICIENTS_1() {
      const frob2 = _FROBENIUS_COEFFICIENTS_6.get(this);
      if (frob2)
        return frob2[0];
      const { Fp2: Fp23 } = this;
      const { Fp: Fp3 } = Fp23;
      const rows = calcFrobeniusCoefficients(Fp23, Fp23.NONRESIDUE, Fp3.ORDER, 6, 2, 3);
      const cache = [Object.freeze(rows[0]), Object.freeze(rows[1])];
      _FROBENIUS_COEFFICIENTS_6.set(this, cache);
      return cache[0];
    }
    get FROBENIUS_COEFFICIENTS_2() {
      const frob2 = _FROBENIUS_COEFFICIENTS_6.get(this);
      if (frob2)
        return frob2[1];
      void this.FROBENIUS_COEFFICIENTS_1;
      return _FROBENIUS_COEFFICIENTS_6.get(this)[1];
    }
    add({ c0, c1, c2 }, { c0: r0, c1: r1, c2: r2 }) {
      const { Fp2: Fp23 } = this;
      return Object.freeze({
        c0: Fp23.add(c0, r0),
        c1: Fp23.add(c1, r1),
        c2: Fp23.add(c2, r2)
      });
    }
    sub({ c0, c1, c2 }, { c0: r0, c1: r1, c2: r2 }) {
      const { Fp2: Fp23 } = this;
      return Object.freeze({
        c0: Fp23.sub(c0, r0),
        c1: Fp23.sub(c1, r1),
        c2: Fp23.sub(c2, r2)
      });
    }
    mul({ c0, c1, c2 }, rhs) {
      const { Fp2: Fp23 } = this;
      if (typeof rhs === "bigint") {
        return Object.freeze({
          c0: Fp23.mul(c0, rhs),
          c1: Fp23.mul(c1, rhs),
          c2: Fp23.mul(c2, rhs)
        });
      }
      const { c0: r0, c1: r1, c2: r2 } = rhs;
      const t0 = Fp23.mul(c0, r0);
      const t1 = Fp23.mul(c1, r1);
      const t2 = Fp23.mul(c2, r2);
      return Object.freeze({
        // t0 + (c1 + c2) * (r1 * r2) - (T1 + T2) * (u + 1)
        c0: Fp23.add(t0, Fp23.mulByNonresidue(Fp23.sub(Fp23.mul(Fp23.add(c1, c2), Fp23.add(r1, r2)), Fp23.add(t1, t2)))),
        // (c0 + c1) * (r0 + r1) - (T0 + T1) + T2 * (u + 1)
        c1: Fp23.add(Fp23.sub(Fp23.mul(Fp23.add(c0, c1), Fp23.add(r0, r1)), Fp23.add(t0, t1)), Fp23.mulByNonresidue(t2)),
        // T1 + (c0 + c2) * (r0 + r2) - T0 + T2
        c2: Fp23.sub(Fp23.add(t1, Fp23.mul(Fp23.add(c0, c2), Fp23.add(r0, r2))), Fp23.add(t0, t2))
      });
    }
    sqr({ c0, c1, c2 }) {
      const { Fp2: Fp23 } = this;
      let t0 = Fp23.sqr(c0);
      let t1 = Fp23.mul(Fp23.mul(c0, c1), _2n6);
      let t3 = Fp23.mul(Fp23.mul(c1, c2), _2n6);
      let t4 = Fp23.sqr(c2);
      return Object.freeze({
        c0: Fp23.add(Fp23.mulByNonresidue(t3), t0),
        // T3 * (u + 1) + T0
        c1: Fp23.add(Fp23.mulByNonresidue(t4), t1),
        // T4 * (u + 1) + T1
        // T1 + (c0 - c1 + c2)² + T3 - T0 - T4
        c2: Fp23.sub(Fp23.sub(Fp23.add(Fp23.add(t1, Fp23.sqr(Fp23.add(Fp23.sub(c0, c1), c2))), t3), t0), t4)
      });
    }
    addN(a, b) {
      return this.add(a, b);
    }
    subN(a, b) {
      return this.sub(a, b);
    }
    mulN(a, b) {
      return this.mul(a, b);
    }
    sqrN(a) {
      return this.sqr(a);
    }
    create(num) {
      const { Fp2: Fp23 } = this;
      const c0 = Fp23.create(num.c0);
      const c1 = Fp23.create(num.c1);
      const c2 = Fp23.create(num.c2);
      return Object.freeze({ c0, c1, c2 });
    }
    isValid(num) {
      if (!isObj(num))
        throw new TypeError("invalid field element: expected object, got " + typeof num);
      const { c0, c1, c2 } = num;
      const { Fp2: Fp23 } = this;
      return Fp23.isValid(c0) && Fp23.isValid(c1) && Fp23.isValid(c2);
    }
    is0(num) {
      if (!isObj(num))
        return false;
      const { c0, c1, c2 } = num;
      const { Fp2: Fp23 } = this;
      return Fp23.is0(c0) && Fp23.is0(c1) && Fp23.is0(c2);
    }
    isValidNot0(num) {
      return !this.is0(num) && this.isValid(num);
    }
    neg({ c0, c1, c2 }) {
      const { Fp2: Fp23 } = this;
      return Object.freeze({ c0: Fp23.neg(c0), c1: Fp23.neg(c1), c2: Fp23.neg(c2) });
    }
    eql({ c0, c1, c2 }, { c0: r0, c1: r1, c2: r2 }) {
      const { Fp2: Fp23 } = this;
      return Fp23.eql(c0, r0) && Fp23.eql(c1, r1) && Fp23.eql(c2, r2);
    }
    sqrt(_) {
      return notImplemented();
    }
    // Do we need division by bigint at all? Should be done via order:
    div(lhs, rhs) {
      const { Fp2: Fp23 } = this;
      const { Fp: Fp3 } = Fp23;
      return this.mul(lhs, typeof rhs === "bigint" ? Fp3.inv(Fp3.create(rhs)) : this.inv(rhs));
    }
    pow(num, power) {
      return FpPow(this, num, power);
    }
    invertBatch(nums) {
      return FpInvertBatch(this, nums, true);
    }
    inv({ c0, c1, c2 }) {
      const { Fp2: Fp23 } = this;
      let t0 = Fp23.sub(Fp23.sqr(c0), Fp23.mulByNonresidue(Fp23.mul(c2, c1)));
      let t1 = Fp23.sub(Fp23.mulByNonresidue(Fp23.sqr(c2)), Fp23.mul(c0, c1));
      let t2 = Fp23.sub(Fp23.sqr(c1), Fp23.mul(c0, c2));
      let t4 = Fp23.inv(Fp23.add(Fp23.mulByNonresidue(Fp23.add(Fp23.mul(c2, t1), Fp23.mul(c1, t2))), Fp23.mul(c0, t0)));
      return Object.freeze({ c0: Fp23.mul(t4, t0), c1: Fp23.mul(t4, t1), c2: Fp23.mul(t4, t2) });
    }
    // Bytes utils
    fromBytes(b) {
      const { Fp2: Fp23 } = this;
      abytes2(b);
      if (b.length !== this.BYTES)
        throw new Error("fromBytes invalid length=" + b.length);
      const B2 = Fp23.BYTES;
      return this.create({
        c0: Fp23.fromBytes(b.subarray(0, B2)),
        c1: Fp23.fromBytes(b.subarray(B2, B2 * 2)),
        c2: Fp23.fromBytes(b.subarray(2 * B2))
      });
    }
    toBytes({ c0, c1, c2 }) {
      const { Fp2: Fp23 } = this;
      return concatBytes2(Fp23.toBytes(c0), Fp23.toBytes(c1), Fp23.toBytes(c2));
    }
    cmov({ c0, c1, c2 }, { c0: r0, c1: r1, c2: r2 }, c) {
      const { Fp2: Fp23 } = this;
      return this.create({
        c0: Fp23.cmov(c0, r0, c),
        c1: Fp23.cmov(c1, r1, c),
        c2: Fp23.cmov(c2, r2, c)
      });
    }
    fromBigSix(tuple) {
      const { Fp2: Fp23 } = this;
      if (!Array.isArray(tuple) || tuple.length !== 6)
        throw new Error("invalid Fp6.fromBigSix");
      for (let i = 0; i < 6; i++)
        if (typeof tuple[i] !== "bigint")
          throw new Error("invalid Fp6.fromBigSix");
      const t = tuple;
      return this.create({
        c0: Fp23.fromBigTuple(t.slice(0, 2)),
        c1: Fp23.fromBigTuple(t.slice(2, 4)),
        c2: Fp23.fromBigTuple(t.slice(4, 6))
      });
    }
    frobeniusMap(num, power) {
      const { c0, c1, c2 } = num;
      if (power % 6 === 0)
        return Object.freeze({ c0, c1, c2 });
      const { Fp2: Fp23 } = this;
      return Object.freeze({
        c0: Fp23.frobeniusMap(c0, power),
        c1: Fp23.mul(Fp23.frobeniusMap(c1, power), this.FROBENIUS_COEFFICIENTS_1[power % 6]),
        c2: Fp23.mul(Fp23.frobeniusMap(c2, power), this.FROBENIUS_COEFFICIENTS_2[power % 6])
      });
    }
    mulByFp2({ c0, c1, c2 }, rhs) {
      const { Fp2: Fp23 } = this;
      return Object.freeze({
        c0: Fp23.mul(c0, rhs),
        c1: Fp23.mul(c1, rhs),
        c2: Fp23.mul(c2, rhs)
      });
    }
    mulByNonresidue({ c0, c1, c2 }) {
      const { Fp2: Fp23 } = this;
      return Object.freeze({ c0: Fp23.mulByNonresidue(c2), c1: c0, c2: c1 });
    }
    // Sparse multiplication
    mul1({ c0, c1, c2 }, b1) {
      const { Fp2: Fp23 } = this;
      return Object.freeze({
        c0: Fp23.mulByNonresidue(Fp23.mul(c2, b1)),
        c1: Fp23.mul(c0, b1),
        c2: Fp23.mul(c1, b1)
      });
    }
    // Sparse multiplication
    mul01({ c0, c1, c2 }, b0, b1) {
      const { Fp2: Fp23 } = this;
      let t0 = Fp23.mul(c0, b0);
      let t1 = Fp23.mul(c1, b1);
      return Object.freeze({
        // ((c1 + c2) * b1 - T1) * (u + 1) + T0
        c0: Fp23.add(Fp23.mulByNonresidue(Fp23.sub(Fp23.mul(Fp23.add(c1, c2), b1), t1)), t0),
        // (b0 + b1) * (c0 + c1) - T0 - T1
        c1: Fp23.sub(Fp23.sub(Fp23.mul(Fp23.add(b0, b1), Fp23.add(c0, c1)), t0), t1),
        // (c0 + c2) * b0 - T0 + T1
        c2: Fp23.add(Fp23.sub(Fp23.mul(Fp23.add(c0, c2), b0), t0), t1)
      });
    }
  };
  var _FROBENIUS_COEFFICIENTS_6 = /* @__PURE__ */ new WeakMap();
  var _Field12 = class {
    constructor(Fp62, opts) {
      const { X_LEN, Fp12finalExponentiate } = opts;
      const { Fp2: Fp23 } = Fp62;
      const { Fp: Fp3 } = Fp23;
      this.Fp6 = Fp62;
      this.ORDER = Fp3.ORDER ** _12n;
      this.BITS = 2 * Fp62.BITS;
      this.BYTES = 2 * Fp62.BYTES;
      this.isLE = Fp62.isLE;
      this.ZERO = this.create({ c0: Fp62.ZERO, c1: Fp62.ZERO });
      this.ONE = this.create({ c0: Fp62.ONE, c1: Fp62.ZERO });
      this.X_LEN = X_LEN;
      this.finalExponentiate = (num) => {
        const copy2 = ({ c0, c1 }) => Object.freeze({ c0, c1 });
        const copy6 = ({ c0, c1, c2 }) => Object.freeze({ c0: copy2(c0), c1: copy2(c1), c2: copy2(c2) });
        const res = Fp12finalExponentiate(num);
        return Object.freeze({ c0: copy6(res.c0), c1: copy6(res.c1) });
      };
      Object.freeze(this);
    }
    // Keep the degree-12 Frobenius row lazy too; after the first lookup the cached
    // array is reused exactly like the old eager table.
    get FROBENIUS_COEFFICIENTS() {
      const frob2 = _FROBENIUS_COEFFICIENTS_12.get(this);
      if (frob2)
        return frob2;
      const { Fp2: Fp23 } = this.Fp6;
      const { Fp: Fp3 } = Fp23;
      const cache = Object.freeze(calcFrobeniusCoefficients(Fp23, Fp23.NONRESIDUE, Fp3.ORDER, 12, 1, 6)[0]);
      _FROBENIUS_COEFFICIENTS_12.set(this, cache);
      return cache;
    }
    create(num) {
      const { Fp6: Fp62 } = this;
      const c0 = Fp62.create(num.c0);
      const c1 = Fp62.create(num.c1);
      return Object.freeze({ c0, c1 });
    }
    isValid(num) {
      if (!isObj(num))
        throw new TypeError("invalid field element: expected object, got " + typeof num);
      const { c0, c1 } = num;
      const { Fp6: Fp62 } = this;
      return Fp62.isValid(c0) && Fp62.isValid(c1);
    }
    is0(num) {
      if (!isObj(num))
        return false;
      const { c0, c1 } = num;
      const { Fp6: Fp62 } = this;
      return Fp62.is0(c0) && Fp62.is0(c1);
    }
    isValidNot0(num) {
      return !this.is0(num) && this.isValid(num);
    }
    neg({ c0, c1 }) {
      const { Fp6: Fp62 } = this;
      return Object.freeze({ c0: Fp62.neg(c0), c1: Fp62.neg(c1) });
    }
    eql({ c0, c1 }, { c0: r0, c1: r1 }) {
      const { Fp6: Fp62 } = this;
      return Fp62.eql(c0, r0) && Fp62.eql(c1, r1);
    }
    sqrt(_) {
      return notImplemented();
    }
    inv({ c0, c1 }) {
      const { Fp6: Fp62 } = this;
      let t = Fp62.inv(Fp62.sub(Fp62.sqr(c0), Fp62.mulByNonresidue(Fp62.sqr(c1))));
      return Object.freeze({ c0: Fp62.mul(c0, t), c1: Fp62.neg(Fp62.mul(c1, t)) });
    }
    div(lhs, rhs) {
      const { Fp6: Fp62 } = this;
      const { Fp2: Fp23 } = Fp62;
      const { Fp: Fp3 } = Fp23;
      return this.mul(lhs, typeof rhs === "bigint" ? Fp3.inv(Fp3.create(rhs)) : this.inv(rhs));
    }
    pow(num, power) {
      return FpPow(this, num, power);
    }
    invertBatch(nums) {
      return FpInvertBatch(this, nums, true);
    }
    // Normalized
    add({ c0, c1 }, { c0: r0, c1: r1 }) {
      const { Fp6: Fp62 } = this;
      return Object.freeze({
        c0: Fp62.add(c0, r0),
        c1: Fp62.add(c1, r1)
      });
    }
    sub({ c0, c1 }, { c0: r0, c1: r1 }) {
      const { Fp6: Fp62 } = this;
      return Object.freeze({
        c0: Fp62.sub(c0, r0),
        c1: Fp62.sub(c1, r1)
      });
    }
    mul({ c0, c1 }, rhs) {
      const { Fp6: Fp62 } = this;
      if (typeof rhs === "bigint")
        return Object.freeze({ c0: Fp62.mul(c0, rhs), c1: Fp62.mul(c1, rhs) });
      let { c0: r0, c1: r1 } = rhs;
      let t1 = Fp62.mul(c0, r0);
      let t2 = Fp62.mul(c1, r1);
      return Object.freeze({
        c0: Fp62.add(t1, Fp62.mulByNonresidue(t2)),
        // T1 + T2 * v
        // (c0 + c1) * (r0 + r1) - (T1 + T2)
        c1: Fp62.sub(Fp62.mul(Fp62.add(c0, c1), Fp62.add(r0, r1)), Fp62.add(t1, t2))
      });
    }
    sqr({ c0, c1 }) {
      const { Fp6: Fp62 } = this;
      let ab = Fp62.mul(c0, c1);
      return Object.freeze({
        // (c1 * v + c0) * (c0 + c1) - AB - AB * v
        c0: Fp62.sub(Fp62.sub(Fp62.mul(Fp62.add(Fp62.mulByNonresidue(c1), c0), Fp62.add(c0, c1)), ab), Fp62.mulByNonresidue(ab)),
        c1: Fp62.add(ab, ab)
      });
    }
    // NonNormalized stuff
    addN(a, b) {
      return this.add(a, b);
    }
    subN(a, b) {
      return this.sub(a, b);
    }
    mulN(a, b) {
      return this.mul(a, b);
    }
    sqrN(a) {
      return this.sqr(a);
    }
    // Bytes utils
    fromBytes(b) {
      const { Fp6: Fp62 } = this;
      abytes2(b);
      if (b.length !== this.BYTES)
        throw new Error("fromBytes invalid length=" + b.length);
      return this.create({
        c0: Fp62.fromBytes(b.subarray(0, Fp62.BYTES)),
        c1: Fp62.fromBytes(b.subarray(Fp62.BYTES))
      });
    }
    toBytes({ c0, c1 }) {
      const { Fp6: Fp62 } = this;
      return concatBytes2(Fp62.toBytes(c0), Fp62.toBytes(c1));
    }
    cmov({ c0, c1 }, { c0: r0, c1: r1 }, c) {
      const { Fp6: Fp62 } = this;
      return this.create({
        c0: Fp62.cmov(c0, r0, c),
        c1: Fp62.cmov(c1, r1, c)
      });
    }
    // Utils
    // toString() {
    //   return '' + 'Fp12(' + this.c0 + this.c1 + '* w');
    // },
    // fromTuple(c: [Fp6, Fp6]) {
    //   return new Fp12(...c);
    // }
    fromBigTwelve(tuple) {
      const { Fp6: Fp62 } = this;
      if (!Array.isArray(tuple) || tuple.length !== 12)
        throw new Error("invalid Fp12.fromBigTwelve");
      for (let i = 0; i < 12; i++)
        if (typeof tuple[i] !== "bigint")
          throw new Error("invalid Fp12.fromBigTwelve");
      const t = tuple;
      return this.create({
        c0: Fp62.fromBigSix(t.slice(0, 6)),
        c1: Fp62.fromBigSix(t.slice(6, 12))
      });
    }
    // Raises to q**i -th power
    frobeniusMap(lhs, power) {
      const p = power % 12;
      if (p === 0)
        return Object.freeze({ c0: lhs.c0, c1: lhs.c1 });
      if (p === 6)
        return this.conjugate(lhs);
      const { Fp6: Fp62 } = this;
      const { Fp2: Fp23 } = Fp62;
      const { c0, c1, c2 } = Fp62.frobeniusMap(lhs.c1, power);
      const coeff = this.FROBENIUS_COEFFICIENTS[p];
      return Object.freeze({
        c0: Fp62.frobeniusMap(lhs.c0, power),
        c1: Object.freeze({
          c0: Fp23.mul(c0, coeff),
          c1: Fp23.mul(c1, coeff),
          c2: Fp23.mul(c2, coeff)
        })
      });
    }
    mulByFp2({ c0, c1 }, rhs) {
      const { Fp6: Fp62 } = this;
      return Object.freeze({
        c0: Fp62.mulByFp2(c0, rhs),
        c1: Fp62.mulByFp2(c1, rhs)
      });
    }
    conjugate({ c0, c1 }) {
      return Object.freeze({ c0, c1: this.Fp6.neg(c1) });
    }
    // A cyclotomic group is a subgroup of Fp^n defined by
    //   GΦₙ(p) = {α ∈ Fpⁿ : α^Φₙ(p) = 1}
    // The result of any pairing is in a cyclotomic subgroup
    // https://eprint.iacr.org/2009/565.pdf
    // https://eprint.iacr.org/2010/354.pdf
    _cyclotomicSquare({ c0, c1 }) {
      const { Fp6: Fp62 } = this;
      const { Fp2: Fp23 } = Fp62;
      const { c0: c0c0, c1: c0c1, c2: c0c2 } = c0;
      const { c0: c1c0, c1: c1c1, c2: c1c2 } = c1;
      const { first: t3, second: t4 } = Fp23.Fp4Square(c0c0, c1c1);
      const { first: t5, second: t6 } = Fp23.Fp4Square(c1c0, c0c2);
      const { first: t7, second: t8 } = Fp23.Fp4Square(c0c1, c1c2);
      const t9 = Fp23.mulByNonresidue(t8);
      return Object.freeze({
        c0: Object.freeze({
          c0: Fp23.add(Fp23.mul(Fp23.sub(t3, c0c0), _2n6), t3),
          // 2 * (T3 - c0c0)  + T3
          c1: Fp23.add(Fp23.mul(Fp23.sub(t5, c0c1), _2n6), t5),
          // 2 * (T5 - c0c1)  + T5
          c2: Fp23.add(Fp23.mul(Fp23.sub(t7, c0c2), _2n6), t7)
        }),
        // 2 * (T7 - c0c2)  + T7
        c1: Object.freeze({
          c0: Fp23.add(Fp23.mul(Fp23.add(t9, c1c0), _2n6), t9),
          // 2 * (T9 + c1c0) + T9
          c1: Fp23.add(Fp23.mul(Fp23.add(t4, c1c1), _2n6), t4),
          // 2 * (T4 + c1c1) + T4
          c2: Fp23.add(Fp23.mul(Fp23.add(t6, c1c2), _2n6), t6)
        })
      });
    }
    // https://eprint.iacr.org/2009/565.pdf
    _cyclotomicExp(num, n) {
      aInRange("cyclotomic exponent", n, _0n7, _1n8 << BigInt(this.X_LEN));
      if (n === _0n7)
        return this.ONE;
      let z = num;
      for (let i = bitLen(n) - 2; i >= 0; i--) {
        z = this._cyclotomicSquare(z);
        if (bitGet(n, i))
          z = this.mul(z, num);
      }
      return z;
    }
  };
  var _FROBENIUS_COEFFICIENTS_12 = /* @__PURE__ */ new WeakMap();
  function tower12(opts) {
    validateObject(opts, {
      ORDER: "bigint",
      X_LEN: "number",
      FP2_NONRESIDUE: "object",
      Fp2mulByB: "function",
      Fp12finalExponentiate: "function"
    }, { NONRESIDUE: "bigint" });
    asafenumber(opts.X_LEN, "X_LEN");
    if (opts.X_LEN < 1)
      throw new Error("invalid X_LEN");
    const nonresidue = opts.FP2_NONRESIDUE;
    if (!Array.isArray(nonresidue) || nonresidue.length !== 2)
      throw new Error("invalid FP2_NONRESIDUE");
    if (typeof nonresidue[0] !== "bigint" || typeof nonresidue[1] !== "bigint")
      throw new Error("invalid FP2_NONRESIDUE");
    const Fp3 = Field(opts.ORDER);
    const Fp23 = new _Field2(Fp3, opts);
    const Fp62 = new _Field6(Fp23);
    const Fp122 = new _Field12(Fp62, opts);
    return { Fp: Fp3, Fp2: Fp23, Fp6: Fp62, Fp12: Fp122 };
  }
  /*! noble-curves - MIT License (c) 2022 Paul Miller (paulmillr.com) */
  var divNearest = (num, den) => (num + (num >= 0 ? den : -den) / _2n7) / den;
  function _splitEndoScalar(k, basis, n) {
    aInRange("scalar", k, _0n8, n);
    const [[a1, b1], [a2, b2]] = basis;
    const c1 = divNearest(b2 * k, n);
    const c2 = divNearest(-b1 * k, n);
    let k1 = k - c1 * a1 - c2 * a2;
    let k2 = -c1 * b1 - c2 * b2;
    const k1neg = k1 < _0n8;
    const k2neg = k2 < _0n8;
    if (k1neg)
      k1 = -k1;
    if (k2neg)
      k2 = -k2;
    const MAX_NUM = bitMask(Math.ceil(bitLen(n) / 2)) + _1n9;
    if (k1 < _0n8 || k1 >= MAX_NUM || k2 < _0n8 || k2 >= MAX_NUM) {
      throw new Error("splitScalar (endomorphism): failed for k");
    }
    return { k1neg, k1, k2neg, k2 };
  }
  var _0n8 = /* @__PURE__ */ BigInt(0);
  var _1n9 = /* @__PURE__ */ BigInt(1);
  var _2n7 = /* @__PURE__ */ BigInt(2);
  var _3n5 = /* @__PURE__ */ BigInt(3);
  var _4n5 = /* @__PURE__ */ BigInt(4);
  function weierstrass(params, extraOpts = {}) {
    const validated = createCurveFields("weierstrass", params, extraOpts);
    const Fp3 = validated.Fp;
    const Fn2 = validated.Fn;
    let CURVE = validated.CURVE;
    const { h: cofactor, n: CURVE_ORDER } = CURVE;
    validateObject(extraOpts, {}, {
      allowInfinityPoint: "boolean",
      clearCofactor: "function",
      isTorsionFree: "function",
      fromBytes: "function",
      toBytes: "function",
      endo: "object",
      randomBytes: "function"
    });
    const { endo: endoOpts, allowInfinityPoint, clearCofactor, isTorsionFree, fromBytes, toBytes } = extraOpts;
    const randomBytes3 = extraOpts.randomBytes === void 0 ? randomBytes2 : extraOpts.randomBytes;
    if (endoOpts) {
      if (!Fp3.is0(CURVE.a) || typeof endoOpts.beta !== "bigint" || !Array.isArray(endoOpts.basises)) {
        throw new Error('invalid endo: expected "beta": bigint and "basises": array');
      }
    }
    const endo = endoOpts ? {
      beta: endoOpts.beta,
      basises: endoOpts.basises.map((basis) => [...basis])
    } : void 0;
    const lengths = getWLengths(Fp3, Fn2);
    function assertCompressionIsSupported() {
      if (!Fp3.isOdd)
        throw new Error("compression is not supported: Field does not have .isOdd()");
    }
    function pointToBytes(_c, point, isCompressed) {
      if (point.is0()) {
        if (!allowInfinityPoint)
          throw new Error("bad point: ZERO");
        return Uint8Array.of(0);
      }
      const { x, y } = point.toAffine();
      const bx = Fp3.toBytes(x);
      abool(isCompressed, "isCompressed");
      if (isCompressed) {
        assertCompressionIsSupported();
        const hasEvenY = !Fp3.isOdd(y);
        return concatBytes2(pprefix(hasEvenY), bx);
      } else {
        return concatBytes2(Uint8Array.of(4), bx, Fp3.toBytes(y));
      }
    }
    function pointFromBytes(bytes) {
      abytes2(bytes, void 0, "Point");
      const { publicKey: comp, publicKeyUncompressed: uncomp } = lengths;
      const length = bytes.length;
      const head = bytes[0];
      const tail = bytes.subarray(1);
      if (allowInfinityPoint && length === 1 && head === 0)
        return { x: Fp3.ZERO, y: Fp3.ZERO };
      if (length === comp && (head === 2 || head === 3)) {
        const x = Fp3.fromBytes(tail);
        if (!Fp3.isValid(x))
          throw new Error("bad point: is not on curve, wrong x");
        const y2 = weierstrassEquation(x);
        let y;
        try {
          y = Fp3.sqrt(y2);
        } catch (sqrtError) {
          const err = sqrtError instanceof Error ? ": " + sqrtError.message : "";
          throw new Error("bad point: is not on curve, sqrt error" + err);
        }
        assertCompressionIsSupported();
        const evenY = Fp3.isOdd(y);
        const evenH = (head & 1) === 1;
        if (evenH !== evenY)
          y = Fp3.neg(y);
        return { x, y };
      } else if (length === uncomp && head === 4) {
        const L = Fp3.BYTES;
        const x = Fp3.fromBytes(tail.subarray(0, L));
        const y = Fp3.fromBytes(tail.subarray(L, L * 2));
        if (!isValidXY(x, y))
          throw new Error("bad point: is not on curve");
        return { x, y };
      } else {
        throw new Error(`bad point: got length ${length}, expected compressed=${comp} or uncompressed=${uncomp}`);
      }
    }
    const encodePoint = toBytes === void 0 ? pointToBytes : toBytes;
    const decodePoint = fromBytes === void 0 ? pointFromBytes : fromBytes;
    const b3 = Fp3.mul(CURVE.b, _3n5);
    const mulA = Fp3.is0(CURVE.a) ? (_) => Fp3.ZERO : (x) => Fp3.mul(CURVE.a, x);
    function weierstrassEquation(x) {
      const x2 = Fp3.sqr(x);
      const x3 = Fp3.mul(x2, x);
      return Fp3.add(Fp3.add(x3, Fp3.mul(x, CURVE.a)), CURVE.b);
    }
    function isValidXY(x, y) {
      const left = Fp3.sqr(y);
      const right = weierstrassEquation(x);
      return Fp3.eql(left, right);
    }
    if (!isValidXY(CURVE.Gx, CURVE.Gy))
      throw new Error("bad curve params: generator point");
    const _4a3 = Fp3.mul(Fp3.pow(CURVE.a, _3n5), _4n5);
    const _27b2 = Fp3.mul(Fp3.sqr(CURVE.b), BigInt(27));
    if (Fp3.is0(Fp3.add(_4a3, _27b2)))
      throw new Error("bad curve params: a or b");
    function acoord(title2, n, banZero = false) {
      if (!Fp3.isValid(n) || banZero && Fp3.is0(n))
        throw new Error(`bad point coordinate ${title2}`);
      return typeof n === "object" && n !== null ? Fp3.create(n) : n;
    }
    function aprjpoint(other) {
      if (!(other instanceof Point2))
        throw new Error("Weierstrass Point expected");
    }
    function splitEndoScalarN(k) {
      if (!endo || !endo.basises)
        throw new Error("no endo");
      return _splitEndoScalar(k, endo.basises, Fn2.ORDER);
    }
    function pushWnafPair(points, scalars, p, k) {
      if (!Fn2.isValid(k))
        throw new RangeError("invalid scalar: out of range");
      if (endo) {
        const { k1neg, k1, k2neg, k2 } = splitEndoScalarN(k);
        const psi = new Point2(Fp3.mul(p.X, endo.beta), p.Y, p.Z);
        points.push(k1neg ? p.negate() : p, k2neg ? psi.negate() : psi);
        scalars.push(k1, k2);
      } else {
        points.push(p);
        scalars.push(k);
      }
    }
    const validityCache = /* @__PURE__ */ new WeakSet();
    const _Point = class _Point2 {
      /** Does NOT validate if the point is valid. Use `.assertValidity()`. */
      constructor(X, Y, Z) {
        this.X = acoord("x", X);
        this.Y = acoord("y", Y, true);
        this.Z = acoord("z", Z);
        Object.freeze(this);
      }
      static CURVE() {
        return CURVE;
      }
      /** Does NOT validate if the point is valid. Use `.assertValidity()`. */
      static fromAffine(p) {
        const { x, y } = p || {};
        if (!p || !Fp3.isValid(x) || !Fp3.isValid(y))
          throw new Error("invalid affine point");
        if (p instanceof _Point2)
          throw new Error("projective point not allowed");
        if (Fp3.is0(x) && Fp3.is0(y))
          return _Point2.ZERO;
        return new _Point2(x, y, Fp3.ONE);
      }
      static fromBytes(bytes) {
        const P = _Point2.fromAffine(decodePoint(abytes2(bytes, void 0, "point")));
        P.assertValidity();
        return P;
      }
      static fromHex(hex) {
        return _Point2.fromBytes(hexToBytes2(hex));
      }
      get x() {
        return this.toAffine().x;
      }
      get y() {
        return this.toAffine().y;
      }
      /**
       * @param isLazy - true will defer table computation until the first multiplication
       */
      precompute(windowSize = 6, isLazy = true) {
        wnaf.setWindowSize(this, windowSize);
        if (!isLazy)
          this.multiply(_3n5);
        return this;
      }
      // TODO: return `this`
      /** A point on curve is valid if it conforms to equation. */
      assertValidity() {
        const p = this;
        if (p.is0()) {
          if (allowInfinityPoint && Fp3.is0(p.X) && Fp3.eql(p.Y, Fp3.ONE) && Fp3.is0(p.Z))
            return;
          throw new Error("bad point: ZERO");
        }
        if (validityCache.has(p))
          return;
        const { x, y } = p.toAffine();
        if (!Fp3.isValid(x) || !Fp3.isValid(y))
          throw new Error("bad point: x or y not field elements");
        if (!isValidXY(x, y))
          throw new Error("bad point: equation left != right");
        if (!p.isTorsionFree())
          throw new Error("bad point: not in prime-order subgroup");
        validityCache.add(p);
      }
      hasEvenY() {
        const { y } = this.toAffine();
        if (!Fp3.isOdd)
          throw new Error("Field doesn't support isOdd");
        return !Fp3.isOdd(y);
      }
      /** Compare one point to another. */
      equals(other) {
        aprjpoint(other);
        const { X: X1, Y: Y1, Z: Z1 } = this;
        const { X: X2, Y: Y2, Z: Z2 } = other;
        const U1 = Fp3.eql(Fp3.mul(X1, Z2), Fp3.mul(X2, Z1));
        const U2 = Fp3.eql(Fp3.mul(Y1, Z2), Fp3.mul(Y2, Z1));
        return U1 && U2;
      }
      /** Flips point to one corresponding to (x, -y) in Affine coordinates. */
      negate() {
        return new _Point2(this.X, Fp3.neg(this.Y), this.Z);
      }
      // Renes-Costello-Batina exception-free doubling formula.
      // There is 30% faster Jacobian formula, but it is not complete.
      // https://eprint.iacr.org/2015/1060, algorithm 3
      // Cost: 8M + 3S + 3*a + 2*b3 + 15add.
      double() {
        const { X: X1, Y: Y1, Z: Z1 } = this;
        let X3 = Fp3.ZERO, Y3 = Fp3.ZERO, Z3 = Fp3.ZERO;
        let t0 = Fp3.mul(X1, X1);
        let t1 = Fp3.mul(Y1, Y1);
        let t2 = Fp3.mul(Z1, Z1);
        let t3 = Fp3.mul(X1, Y1);
        t3 = Fp3.add(t3, t3);
        Z3 = Fp3.mul(X1, Z1);
        Z3 = Fp3.add(Z3, Z3);
        X3 = mulA(Z3);
        Y3 = Fp3.mul(b3, t2);
        Y3 = Fp3.add(X3, Y3);
        X3 = Fp3.sub(t1, Y3);
        Y3 = Fp3.add(t1, Y3);
        Y3 = Fp3.mul(X3, Y3);
        X3 = Fp3.mul(t3, X3);
        Z3 = Fp3.mul(b3, Z3);
        t2 = mulA(t2);
        t3 = Fp3.sub(t0, t2);
        t3 = mulA(t3);
        t3 = Fp3.add(t3, Z3);
        Z3 = Fp3.add(t0, t0);
        t0 = Fp3.add(Z3, t0);
        t0 = Fp3.add(t0, t2);
        t0 = Fp3.mul(t0, t3);
        Y3 = Fp3.add(Y3, t0);
        t2 = Fp3.mul(Y1, Z1);
        t2 = Fp3.add(t2, t2);
        t0 = Fp3.mul(t2, t3);
        X3 = Fp3.sub(X3, t0);
        Z3 = Fp3.mul(t2, t1);
        Z3 = Fp3.add(Z3, Z3);
        Z3 = Fp3.add(Z3, Z3);
        return new _Point2(X3, Y3, Z3);
      }
      // Renes-Costello-Batina exception-free addition formula.
      // There is 30% faster Jacobian formula, but it is not complete.
      // https://eprint.iacr.org/2015/1060, algorithm 1
      // Cost: 12M + 0S + 3*a + 3*b3 + 23add.
      add(other) {
        aprjpoint(other);
        const { X: X1, Y: Y1, Z: Z1 } = this;
        const { X: X2, Y: Y2, Z: Z2 } = other;
        let X3 = Fp3.ZERO, Y3 = Fp3.ZERO, Z3 = Fp3.ZERO;
        let t0 = Fp3.mul(X1, X2);
        let t1 = Fp3.mul(Y1, Y2);
        let t2 = Fp3.mul(Z1, Z2);
        let t3 = Fp3.add(X1, Y1);
        let t4 = Fp3.add(X2, Y2);
        t3 = Fp3.mul(t3, t4);
        t4 = Fp3.add(t0, t1);
        t3 = Fp3.sub(t3, t4);
        t4 = Fp3.add(X1, Z1);
        let t5 = Fp3.add(X2, Z2);
        t4 = Fp3.mul(t4, t5);
        t5 = Fp3.add(t0, t2);
        t4 = Fp3.sub(t4, t5);
        t5 = Fp3.add(Y1, Z1);
        X3 = Fp3.add(Y2, Z2);
        t5 = Fp3.mul(t5, X3);
        X3 = Fp3.add(t1, t2);
        t5 = Fp3.sub(t5, X3);
        Z3 = mulA(t4);
        X3 = Fp3.mul(b3, t2);
        Z3 = Fp3.add(X3, Z3);
        X3 = Fp3.sub(t1, Z3);
        Z3 = Fp3.add(t1, Z3);
        Y3 = Fp3.mul(X3, Z3);
        t1 = Fp3.add(t0, t0);
        t1 = Fp3.add(t1, t0);
        t2 = mulA(t2);
        t4 = Fp3.mul(b3, t4);
        t1 = Fp3.add(t1, t2);
        t2 = Fp3.sub(t0, t2);
        t2 = mulA(t2);
        t4 = Fp3.add(t4, t2);
        t0 = Fp3.mul(t1, t4);
        Y3 = Fp3.add(Y3, t0);
        t0 = Fp3.mul(t5, t4);
        X3 = Fp3.mul(t3, X3);
        X3 = Fp3.sub(X3, t0);
        t0 = Fp3.mul(t3, t1);
        Z3 = Fp3.mul(t5, Z3);
        Z3 = Fp3.add(Z3, t0);
        return new _Point2(X3, Y3, Z3);
      }
      subtract(other) {
        aprjpoint(other);
        return this.add(other.negate());
      }
      is0() {
        return this.equals(_Point2.ZERO);
      }
      /**
       * Constant time multiplication.
       * Uses precomputed tables (signed fixed-window wNAF) when available.
       * Uses scalar blinding and avoids endomorphism splitting in the secret-scalar path.
       * @param scalar - by which the point would be multiplied
       * @returns New point
       */
      multiply(scalar) {
        if (!Fn2.isValidNot0(scalar))
          throw new RangeError("invalid scalar: out of range");
        const { p, f } = wnaf.mulSecret(this, scalar, cofactor, normalize);
        return normalize([p, f])[0];
      }
      /**
       * Non-constant-time multiplication. Uses width-4 wNAF with GLV endomorphism splitting
       * when available (two half-width scalars sharing one halved doubling chain).
       * It's faster, but should only be used when you don't care about
       * an exposed secret key e.g. sig verification, which works over *public* keys.
       */
      multiplyUnsafe(scalar) {
        const p = this;
        const sc = scalar;
        if (!Fn2.isValid(sc))
          throw new RangeError("invalid scalar: out of range");
        if (sc === _0n8 || p.is0())
          return _Point2.ZERO;
        if (sc === _1n9)
          return p;
        if (wnaf.hasWindowSize(this))
          return wnaf.mulUnsafe(p, sc, normalize);
        const points = [];
        const scalars = [];
        pushWnafPair(points, scalars, p, sc);
        return mulAddUnsafe(_Point2, points, scalars);
      }
      /**
       * Non-constant-time double-scalar multiplication `a⋅this + b⋅other` (Strauss–Shamir).
       * Both walks share one doubling chain via {@link mulAddUnsafe}, and GLV endomorphism
       * (when available) halves the chain again by splitting each scalar into two half-width
       * parts. Used by ECDSA verification and public-key recovery for `R = u1⋅G + u2⋅P`.
       * Only for public scalars.
       */
      mulAddUnsafe(a, other, b) {
        aprjpoint(other);
        const points = [];
        const scalars = [];
        pushWnafPair(points, scalars, this, a);
        pushWnafPair(points, scalars, other, b);
        return mulAddUnsafe(_Point2, points, scalars);
      }
      /**
       * Converts Projective point to affine (x, y) coordinates.
       * (X, Y, Z) ∋ (x=X/Z, y=Y/Z).
       * @param invertedZ - Z^-1 (inverted zero) - optional, precomputation is useful for invertBatch
       */
      toAffine(invertedZ) {
        const p = this;
        let iz = invertedZ;
        if (iz != null && !Fp3.isValid(iz))
          throw new RangeError('"invertedZ" expected valid field element');
        const { X, Y, Z } = p;
        if (Fp3.eql(Z, Fp3.ONE))
          return { x: X, y: Y };
        const is0 = p.is0();
        if (iz == null)
          iz = is0 ? Fp3.ONE : Fp3.inv(Z);
        const x = Fp3.mul(X, iz);
        const y = Fp3.mul(Y, iz);
        const zz = Fp3.mul(Z, iz);
        if (is0)
          return { x: Fp3.ZERO, y: Fp3.ZERO };
        if (!Fp3.eql(zz, Fp3.ONE))
          throw new Error("invZ was invalid");
        return { x, y };
      }
      /**
       * Checks whether Point is free of torsion elements (is in prime subgroup).
       * Always torsion-free for cofactor=1 curves.
       */
      isTorsionFree() {
        if (cofactor === _1n9)
          return true;
        if (isTorsionFree)
          return isTorsionFree(_Point2, this);
        return wnaf.mulUnsafe(this, CURVE_ORDER).is0();
      }
      clearCofactor() {
        if (cofactor === _1n9)
          return this;
        if (clearCofactor)
          return clearCofactor(_Point2, this);
        return this.multiplyUnsafe(cofactor);
      }
      isSmallOrder() {
        if (cofactor === _1n9)
          return this.is0();
        return this.clearCofactor().is0();
      }
      toBytes(isCompressed = true) {
        abool(isCompressed, "isCompressed");
        this.assertValidity();
        return encodePoint(_Point2, this, isCompressed);
      }
      toHex(isCompressed = true) {
        return bytesToHex2(this.toBytes(isCompressed));
      }
      toString() {
        return `<Point ${this.is0() ? "ZERO" : this.toHex()}>`;
      }
    };
    _Point.BASE = new _Point(CURVE.Gx, CURVE.Gy, Fp3.ONE);
    _Point.ZERO = new _Point(Fp3.ZERO, Fp3.ONE, Fp3.ZERO);
    _Point.Fp = Fp3;
    _Point.Fn = Fn2;
    let Point2 = _Point;
    const normalize = (points) => normalizeZ(Point2, points);
    const wnaf = new ScalarMultiplier(Point2, randomBytes3);
    if (wnaf.bits >= 6)
      Point2.BASE.precompute(6);
    Object.freeze(Point2.prototype);
    Object.freeze(Point2);
    return Point2;
  }
  function pprefix(hasEvenY) {
    return Uint8Array.of(hasEvenY ? 2 : 3);
  }
  function getWLengths(Fp3, Fn2) {
    return {
      secretKey: Fn2.BYTES,
      publicKey: 1 + Fp3.BYTES,
      publicKeyUncompressed: 1 + 2 * Fp3.BYTES,
      publicKeyHasPrefix: true,
      // Raw compact `(r || s)` signature width; DER and recovered signatures use
      // different lengths outside this helper.
      signature: 2 * Fn2.BYTES
    };
  }
  /*! noble-curves - MIT License (c) 2022 Paul Miller (paulmillr.com) */
  var _0n9 = BigInt(0);
  var _1n10 = BigInt(1);
  var _2n8 = BigInt(2);
  var _3n6 = BigInt(3);
  var _4n6 = BigInt(4);
  var BLS_X = BigInt("0xd201000000010000");
  var BLS_X_LEN = bitLen(BLS_X);
  var bls12_381_CURVE_G1 = {
    p: BigInt("0x1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffaaab"),
    n: BigInt("0x73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001"),
    h: BigInt("0x396c8c005555e1568c00aaab0000aaab"),
    a: _0n9,
    b: _4n6,
    Gx: BigInt("0x17f1d3a73197d7942695638c4fa9ac0fc3688c4f9774b905a14e3a3f171bac586c55e83ff97a1aeffb3af00adb22c6bb"),
    Gy: BigInt("0x08b3f481e3aaa0f1a09e30ed741d8ae4fcf5e095d5d00af600db18cb2c04b3edd03cc744a2888ae40caa232946c5e7e1")
  };
  var bls12_381_Fr = Field(bls12_381_CURVE_G1.n, {
    modFromBytes: true
  });
  function bls12FromCompressed(g0, g12, { g2: g22, g3, g4, g5 }) {
    return { c0: { c0: g0, c1: g4, c2: g3 }, c1: { c0: g22, c1: g12, c2: g5 } };
  }
  function bls12Compress({ c0, c1 }) {
    return { g2: c1.c0, g3: c0.c2, g4: c0.c1, g5: c1.c2 };
  }
  function bls12CyclotomicSquareCompressed({ g2: g22, g3, g4, g5 }) {
    const { first: h23c0, second: h23c1 } = Fp22.Fp4Square(g4, g5);
    const { first: h45c0, second: h45c1 } = Fp22.Fp4Square(g22, g3);
    const d2 = Fp22.add(g22, g22);
    const d3 = Fp22.add(g3, g3);
    const d4 = Fp22.add(g4, g4);
    const d5 = Fp22.add(g5, g5);
    return {
      g2: Fp22.add(Fp22.mul(Fp22.mulByNonresidue(h23c1), _3n6), d2),
      g3: Fp22.sub(Fp22.mul(h23c0, _3n6), d3),
      g4: Fp22.sub(Fp22.mul(h45c0, _3n6), d4),
      g5: Fp22.add(Fp22.mul(h45c1, _3n6), d5)
    };
  }
  function bls12RecoverG1Ratio({ g2: g22, g3, g4, g5 }) {
    if (Fp22.is0(g22))
      return { num: Fp22.mul(Fp22.mul(g4, g5), _2n8), den: g3 };
    return {
      num: Fp22.add(Fp22.sub(Fp22.mul(Fp22.sqr(g4), _3n6), Fp22.mul(g3, _2n8)), Fp22.mulByNonresidue(Fp22.sqr(g5))),
      den: Fp22.mul(g22, _4n6)
    };
  }
  function bls12RecoverG0(g12, { g2: g22, g3, g4, g5 }) {
    const g3g4 = Fp22.mul(g3, g4);
    const t = Fp22.add(Fp22.sub(Fp22.mul(Fp22.sub(Fp22.sqr(g12), g3g4), _2n8), g3g4), Fp22.mul(g22, g5));
    return Fp22.add(Fp22.mulByNonresidue(t), Fp22.ONE);
  }
  function bls12CyclotomicExpCompressed(num, squarings) {
    const gs = [];
    let g = bls12Compress(num);
    for (const count2 of squarings) {
      for (let i = 0; i < count2; i++)
        g = bls12CyclotomicSquareCompressed(g);
      gs.push(g);
    }
    const isOne = gs.map(({ g2: g22, g3 }) => Fp22.is0(g22) && Fp22.is0(g3));
    const ratios = gs.map(bls12RecoverG1Ratio);
    const invDens = Fp22.invertBatch(ratios.map(({ den }) => den));
    const elems = gs.map((compressed, i) => {
      if (isOne[i])
        return Fp12.ONE;
      const g12 = Fp22.mul(ratios[i].num, invDens[i]);
      return bls12FromCompressed(bls12RecoverG0(g12, compressed), g12, compressed);
    });
    return { result: Fp12.mul(Fp12.mul(elems[0], elems[1]), elems[2]), last: elems[2] };
  }
  function bls12CyclotomicExpX(num) {
    const { result: result2, last } = bls12CyclotomicExpCompressed(num, [16, 32, 9]);
    let r = result2;
    let s = last;
    for (let i = 0; i < 3; i++)
      s = Fp12._cyclotomicSquare(s);
    r = Fp12.mul(r, s);
    for (let i = 0; i < 2; i++)
      s = Fp12._cyclotomicSquare(s);
    r = Fp12.mul(r, s);
    s = Fp12._cyclotomicSquare(s);
    return Fp12.mul(r, s);
  }
  var { Fp: Fp2, Fp2: Fp22, Fp6, Fp12 } = tower12({
    ORDER: bls12_381_CURVE_G1.p,
    X_LEN: BLS_X_LEN,
    // Finite extension field over irreducible polynominal.
    // Fp(u) / (u² - β) where β = -1
    // Public `Fp2.NONRESIDUE` below is the sextic-tower value `(1, 1) = u + 1`;
    // the quadratic non-residue for the base Fp2 construction is still `-1`.
    FP2_NONRESIDUE: [_1n10, _1n10],
    Fp2mulByB: ({ c0, c1 }) => {
      const t0 = Fp2.mul(c0, _4n6);
      const t1 = Fp2.mul(c1, _4n6);
      return { c0: Fp2.sub(t0, t1), c1: Fp2.add(t0, t1) };
    },
    Fp12finalExponentiate: (num) => {
      const powMinusX = (num2) => Fp12.conjugate(bls12CyclotomicExpX(num2));
      const t0 = Fp12.div(Fp12.frobeniusMap(num, 6), num);
      const t1 = Fp12.mul(Fp12.frobeniusMap(t0, 2), t0);
      const t2 = powMinusX(t1);
      const t3 = Fp12.mul(Fp12.conjugate(Fp12._cyclotomicSquare(t1)), t2);
      const t4 = powMinusX(t3);
      const t5 = powMinusX(t4);
      const t6 = Fp12.mul(powMinusX(t5), Fp12._cyclotomicSquare(t2));
      const t7 = powMinusX(t6);
      const t2_t5_pow_q2 = Fp12.frobeniusMap(Fp12.mul(t2, t5), 2);
      const t4_t1_pow_q3 = Fp12.frobeniusMap(Fp12.mul(t4, t1), 3);
      const t6_t1c_pow_q1 = Fp12.frobeniusMap(Fp12.mul(t6, Fp12.conjugate(t1)), 1);
      const t7_t3c_t1 = Fp12.mul(Fp12.mul(t7, Fp12.conjugate(t3)), t1);
      return Fp12.mul(Fp12.mul(Fp12.mul(t2_t5_pow_q2, t4_t1_pow_q3), t6_t1c_pow_q1), t7_t3c_t1);
    }
  });
  var frob;
  var getFrob = () => frob || (frob = psiFrobenius(Fp2, Fp22, Fp22.div(Fp22.ONE, Fp22.NONRESIDUE)));
  var G2psi = (c, P) => {
    const fn = getFrob().G2psi;
    G2psi = fn;
    return fn(c, P);
  };
  var G2psi2 = (c, P) => {
    const fn = getFrob().G2psi2;
    G2psi2 = fn;
    return fn(c, P);
  };
  var hasher_opts = Object.freeze({
    DST: "BLS_SIG_BLS12381G2_XMD:SHA-256_SSWU_RO_NUL_",
    encodeDST: "BLS_SIG_BLS12381G2_XMD:SHA-256_SSWU_RO_NUL_",
    p: Fp2.ORDER,
    m: 2,
    k: 128,
    expand: "xmd",
    hash: sha256
  });
  var bls12_381_CURVE_G2 = {
    p: Fp22.ORDER,
    n: bls12_381_CURVE_G1.n,
    h: BigInt("0x5d543a95414e7f1091d50792876a202cd91de4547085abaa68a205b2e5a7ddfa628f1cb4d9e82ef21537e293a6691ae1616ec6e786f0c70cf1c38e31c7238e5"),
    a: Fp22.ZERO,
    b: Fp22.fromBigTuple([_4n6, _4n6]),
    Gx: Fp22.fromBigTuple([
      BigInt("0x024aa2b2f08f0a91260805272dc51051c6e47ad4fa403b02b4510b647ae3d1770bac0326a805bbefd48056c8c121bdb8"),
      BigInt("0x13e02b6052719f607dacd3a088274f65596bd0d09920b61ab5da61bbdc7f5049334cf11213945d57e5ac7d055d042b7e")
    ]),
    Gy: Fp22.fromBigTuple([
      BigInt("0x0ce5d527727d6e118cc9cdc6da2e351aadfd9baa8cbdd3a76d429a695160d12c923ac9cc3baca289e193548608b82801"),
      BigInt("0x0606c4a02ea734cc32acd2b02bc28b99cb3e287e85a763af267492ab572e99ab3f370d275cec1da1aaa9075ff05f79be")
    ])
  };
  var sortBit = (parts, p) => {
    for (const part of parts) {
      if (part !== _0n9)
        return Boolean(part * _2n8 / p);
    }
    return false;
  };
  var fp2 = {
    // Generic tower bytes use `c0 || c1`, but the BLS12-381 G2 point/signature wire encoding uses
    // `c1 || c0`, so keep this local wrapper instead of changing generic field serialization.
    encode({ c0, c1 }) {
      const { BYTES: L } = Fp2;
      return concatBytes2(numberToBytesBE(c1, L), numberToBytesBE(c0, L));
    },
    decode(bytes) {
      const { BYTES: L } = Fp2;
      return Fp22.create({
        c0: decodeFp(bytes.subarray(L)),
        c1: decodeFp(bytes.subarray(0, L))
      });
    }
  };
  var BaseFp = Fp2;
  function decodeFp(bytes) {
    return Fp2.fromBytes(bytes);
  }
  var coder = (name, Fp3, b, encode, decode, yparts) => {
    const F = Fp3;
    const enc = encode;
    const dec = decode;
    const W = F.BYTES;
    return (allowUncompressed) => ({
      encode(point, compressed = true) {
        if (!compressed && !allowUncompressed)
          throw new Error("invalid signature: expected compressed encoding");
        const infinity = point.is0();
        const { x, y } = point.toAffine();
        const bytes = compressed ? enc(x) : concatBytes2(enc(x), enc(y));
        let sort;
        if (compressed && !infinity)
          sort = sortBit(yparts(y), BaseFp.ORDER);
        return setMask(bytes, { compressed, infinity, sort });
      },
      decode(bytes) {
        const raw = allowUncompressed ? abytes2(bytes, void 0, "point") : abytes2(bytes, W, "signature");
        const { compressed, infinity, sort, value } = parseMask(raw);
        if (!allowUncompressed && !compressed)
          throw new Error("invalid signature: expected compressed encoding");
        const len = compressed ? W : 2 * W;
        if (value.length !== len)
          throw new Error(`invalid ${name} point: expected ${len} bytes`);
        if (infinity) {
          for (const b2 of value) {
            if (b2)
              throw new Error(`invalid ${name} point: non-canonical zero`);
          }
          return { x: F.ZERO, y: F.ZERO };
        }
        const x = dec(compressed ? value : value.subarray(0, W));
        let y;
        if (compressed) {
          y = F.sqrt(F.add(F.pow(x, _3n6), b));
          if (!y)
            throw new Error(`invalid ${name} point: compressed`);
          if (sortBit(yparts(y), BaseFp.ORDER) !== sort)
            y = F.neg(y);
        } else {
          y = dec(value.subarray(W));
        }
        if (!compressed && F.is0(x) && F.is0(y))
          throw new Error(`invalid ${name} point: uncompressed`);
        return { x, y };
      }
    });
  };
  function validateMask({ compressed, infinity, sort }) {
    if (!compressed && !infinity && sort || // 0010_0000 = 0x20
    !compressed && infinity && sort || // 0110_0000 = 0x60
    compressed && infinity && sort)
      throw new Error("invalid encoding flag");
  }
  function parseMask(bytes) {
    bytes = copyBytes(bytes);
    const mask = bytes[0] & 224;
    const compressed = !!(mask >> 7 & 1);
    const infinity = !!(mask >> 6 & 1);
    const sort = !!(mask >> 5 & 1);
    validateMask({ compressed, infinity, sort });
    bytes[0] &= 31;
    return { compressed, infinity, sort, value: bytes };
  }
  function setMask(bytes, mask) {
    if (bytes[0] & 224)
      throw new Error("setMask: non-empty mask");
    validateMask({ compressed: !!mask.compressed, infinity: !!mask.infinity, sort: !!mask.sort });
    if (mask.compressed)
      bytes[0] |= 128;
    if (mask.infinity)
      bytes[0] |= 64;
    if (mask.sort)
      bytes[0] |= 32;
    return bytes;
  }
  var g1coder = coder("G1", Fp2, Fp2.create(bls12_381_CURVE_G1.b), (x) => numberToBytesBE(x, Fp2.BYTES), decodeFp, (y) => [y]);
  var g1 = { point: g1coder(true), sig: g1coder(false) };
  var signatureG1ToBytes = (point) => {
    point.assertValidity();
    return g1.sig.encode(point);
  };
  function signatureG1FromBytes(bytes) {
    const Point2 = bls12_381.G1.Point;
    const point = Point2.fromAffine(g1.sig.decode(bytes));
    point.assertValidity();
    return point;
  }
  var g2coder = coder("G2", Fp22, bls12_381_CURVE_G2.b, fp2.encode, fp2.decode, (y) => [
    y.c1,
    y.c0
  ]);
  var g2 = { point: g2coder(true), sig: g2coder(false) };
  var signatureG2ToBytes = (point) => {
    point.assertValidity();
    return g2.sig.encode(point);
  };
  function signatureG2FromBytes(bytes) {
    const Point2 = bls12_381.G2.Point;
    const point = Point2.fromAffine(g2.sig.decode(bytes));
    point.assertValidity();
    return point;
  }
  var signatureCoders = {
    ShortSignature: {
      fromBytes(bytes) {
        return signatureG1FromBytes(abytes2(bytes));
      },
      fromHex(hex) {
        return signatureG1FromBytes(hexToBytes2(hex));
      },
      toBytes(point) {
        return signatureG1ToBytes(point);
      },
      // Historical alias: BLS signatures have a single compressed byte format here.
      toRawBytes(point) {
        return signatureG1ToBytes(point);
      },
      toHex(point) {
        return bytesToHex2(signatureG1ToBytes(point));
      }
    },
    LongSignature: {
      fromBytes(bytes) {
        return signatureG2FromBytes(abytes2(bytes));
      },
      fromHex(hex) {
        return signatureG2FromBytes(hexToBytes2(hex));
      },
      toBytes(point) {
        return signatureG2ToBytes(point);
      },
      // Historical alias: BLS signatures have a single compressed byte format here.
      toRawBytes(point) {
        return signatureG2ToBytes(point);
      },
      toHex(point) {
        return bytesToHex2(signatureG2ToBytes(point));
      }
    }
  };
  var fields = {
    Fp: Fp2,
    Fp2: Fp22,
    Fp6,
    Fp12,
    Fr: bls12_381_Fr
  };
  var G1_Point = weierstrass(bls12_381_CURVE_G1, {
    // Public point APIs still accept infinity, even though the Zcash proof
    // encoding rules cited above only define nonzero point encodings.
    allowInfinityPoint: true,
    Fn: bls12_381_Fr,
    fromBytes: g1.point.decode,
    toBytes: (_c, point, isComp) => g1.point.encode(point, isComp),
    // Checks is the point resides in prime-order subgroup.
    // point.isTorsionFree() should return true for valid points
    // It returns false for shitty points.
    // https://eprint.iacr.org/2021/1130.pdf
    isTorsionFree: (c, point) => {
      const beta = BigInt("0x5f19672fdf76ce51ba69c6076a0f77eaddb3a93be6f89688de17d813620a00022e01fffffffefffe");
      const phi = new c(Fp2.mul(point.X, beta), point.Y, point.Z);
      const xP = point.multiplyUnsafe(BLS_X).negate();
      const u2P = xP.multiplyUnsafe(BLS_X);
      return u2P.equals(phi);
    },
    // Clear cofactor of G1
    // https://eprint.iacr.org/2019/403
    clearCofactor: (_c, point) => {
      return point.multiplyUnsafe(BLS_X).add(point);
    }
  });
  var G2_Point = weierstrass(bls12_381_CURVE_G2, {
    Fp: Fp22,
    // Public point APIs still accept infinity, even though the Zcash proof
    // encoding rules cited above only define nonzero point encodings.
    allowInfinityPoint: true,
    Fn: bls12_381_Fr,
    fromBytes: g2.point.decode,
    toBytes: (_c, point, isComp) => g2.point.encode(point, isComp),
    // https://eprint.iacr.org/2021/1130.pdf
    // Older version: https://eprint.iacr.org/2019/814.pdf
    isTorsionFree: (c, P) => {
      return P.multiplyUnsafe(BLS_X).negate().equals(G2psi(c, P));
    },
    // clear_cofactor_bls12381_g2 from RFC 9380.
    // https://eprint.iacr.org/2017/419.pdf
    // prettier-ignore
    clearCofactor: (c, P) => {
      const x = BLS_X;
      let t1 = P.multiplyUnsafe(x).negate();
      let t2 = G2psi(c, P);
      let t3 = P.double();
      t3 = G2psi2(c, t3);
      t3 = t3.subtract(t2);
      t2 = t1.add(t2);
      t2 = t2.multiplyUnsafe(x).negate();
      t3 = t3.add(t2);
      t3 = t3.subtract(t1);
      const Q = t3.subtract(P);
      return Q;
    }
  });
  var bls12_hasher_opts = {
    mapToG1,
    mapToG2,
    hasherOpts: hasher_opts,
    // RFC 9380 Appendix J defines distinct G1/G2 RO and NU suite IDs, and
    // draft-irtf-cfrg-bls-signature-06 §4.2.1 gives separate G1/G2 `_NUL_` DSTs.
    // Keep G1 encode-to-curve on the G1 domain instead of inheriting G2's `encodeDST`.
    hasherOptsG1: {
      ...hasher_opts,
      m: 1,
      DST: "BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_",
      encodeDST: "BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_"
    },
    hasherOptsG2: { ...hasher_opts }
  };
  var bls12_params = {
    ateLoopSize: BLS_X,
    // The BLS parameter x for BLS12-381
    xNegative: true,
    twistType: "multiplicative",
    randomBytes: randomBytes2
  };
  var bls12_381 = bls(fields, G1_Point, G2_Point, bls12_params, bls12_hasher_opts, signatureCoders);
  var isogenyMapG2 = isogenyMap(Fp22, [
    // xNum
    [
      [
        "0x5c759507e8e333ebb5b7a9a47d7ed8532c52d39fd3a042a88b58423c50ae15d5c2638e343d9c71c6238aaaaaaaa97d6",
        "0x5c759507e8e333ebb5b7a9a47d7ed8532c52d39fd3a042a88b58423c50ae15d5c2638e343d9c71c6238aaaaaaaa97d6"
      ],
      [
        "0x0",
        "0x11560bf17baa99bc32126fced787c88f984f87adf7ae0c7f9a208c6b4f20a4181472aaa9cb8d555526a9ffffffffc71a"
      ],
      [
        "0x11560bf17baa99bc32126fced787c88f984f87adf7ae0c7f9a208c6b4f20a4181472aaa9cb8d555526a9ffffffffc71e",
        "0x8ab05f8bdd54cde190937e76bc3e447cc27c3d6fbd7063fcd104635a790520c0a395554e5c6aaaa9354ffffffffe38d"
      ],
      [
        "0x171d6541fa38ccfaed6dea691f5fb614cb14b4e7f4e810aa22d6108f142b85757098e38d0f671c7188e2aaaaaaaa5ed1",
        "0x0"
      ]
    ],
    // xDen
    [
      [
        "0x0",
        "0x1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffaa63"
      ],
      [
        "0xc",
        "0x1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffaa9f"
      ],
      ["0x1", "0x0"]
      // LAST 1
    ],
    // yNum
    [
      [
        "0x1530477c7ab4113b59a4c18b076d11930f7da5d4a07f649bf54439d87d27e500fc8c25ebf8c92f6812cfc71c71c6d706",
        "0x1530477c7ab4113b59a4c18b076d11930f7da5d4a07f649bf54439d87d27e500fc8c25ebf8c92f6812cfc71c71c6d706"
      ],
      [
        "0x0",
        "0x5c759507e8e333ebb5b7a9a47d7ed8532c52d39fd3a042a88b58423c50ae15d5c2638e343d9c71c6238aaaaaaaa97be"
      ],
      [
        "0x11560bf17baa99bc32126fced787c88f984f87adf7ae0c7f9a208c6b4f20a4181472aaa9cb8d555526a9ffffffffc71c",
        "0x8ab05f8bdd54cde190937e76bc3e447cc27c3d6fbd7063fcd104635a790520c0a395554e5c6aaaa9354ffffffffe38f"
      ],
      [
        "0x124c9ad43b6cf79bfbf7043de3811ad0761b0f37a1e26286b0e977c69aa274524e79097a56dc4bd9e1b371c71c718b10",
        "0x0"
      ]
    ],
    // yDen
    [
      [
        "0x1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffa8fb",
        "0x1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffa8fb"
      ],
      [
        "0x0",
        "0x1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffa9d3"
      ],
      [
        "0x12",
        "0x1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffaa99"
      ],
      ["0x1", "0x0"]
      // LAST 1
    ]
  ].map((i) => i.map((pair) => Fp22.fromBigTuple(pair.map(BigInt)))));
  var isogenyMapG1 = isogenyMap(Fp2, [
    // xNum
    [
      "0x11a05f2b1e833340b809101dd99815856b303e88a2d7005ff2627b56cdb4e2c85610c2d5f2e62d6eaeac1662734649b7",
      "0x17294ed3e943ab2f0588bab22147a81c7c17e75b2f6a8417f565e33c70d1e86b4838f2a6f318c356e834eef1b3cb83bb",
      "0xd54005db97678ec1d1048c5d10a9a1bce032473295983e56878e501ec68e25c958c3e3d2a09729fe0179f9dac9edcb0",
      "0x1778e7166fcc6db74e0609d307e55412d7f5e4656a8dbf25f1b33289f1b330835336e25ce3107193c5b388641d9b6861",
      "0xe99726a3199f4436642b4b3e4118e5499db995a1257fb3f086eeb65982fac18985a286f301e77c451154ce9ac8895d9",
      "0x1630c3250d7313ff01d1201bf7a74ab5db3cb17dd952799b9ed3ab9097e68f90a0870d2dcae73d19cd13c1c66f652983",
      "0xd6ed6553fe44d296a3726c38ae652bfb11586264f0f8ce19008e218f9c86b2a8da25128c1052ecaddd7f225a139ed84",
      "0x17b81e7701abdbe2e8743884d1117e53356de5ab275b4db1a682c62ef0f2753339b7c8f8c8f475af9ccb5618e3f0c88e",
      "0x80d3cf1f9a78fc47b90b33563be990dc43b756ce79f5574a2c596c928c5d1de4fa295f296b74e956d71986a8497e317",
      "0x169b1f8e1bcfa7c42e0c37515d138f22dd2ecb803a0c5c99676314baf4bb1b7fa3190b2edc0327797f241067be390c9e",
      "0x10321da079ce07e272d8ec09d2565b0dfa7dccdde6787f96d50af36003b14866f69b771f8c285decca67df3f1605fb7b",
      "0x6e08c248e260e70bd1e962381edee3d31d79d7e22c837bc23c0bf1bc24c6b68c24b1b80b64d391fa9c8ba2e8ba2d229"
    ],
    // xDen
    [
      "0x8ca8d548cff19ae18b2e62f4bd3fa6f01d5ef4ba35b48ba9c9588617fc8ac62b558d681be343df8993cf9fa40d21b1c",
      "0x12561a5deb559c4348b4711298e536367041e8ca0cf0800c0126c2588c48bf5713daa8846cb026e9e5c8276ec82b3bff",
      "0xb2962fe57a3225e8137e629bff2991f6f89416f5a718cd1fca64e00b11aceacd6a3d0967c94fedcfcc239ba5cb83e19",
      "0x3425581a58ae2fec83aafef7c40eb545b08243f16b1655154cca8abc28d6fd04976d5243eecf5c4130de8938dc62cd8",
      "0x13a8e162022914a80a6f1d5f43e7a07dffdfc759a12062bb8d6b44e833b306da9bd29ba81f35781d539d395b3532a21e",
      "0xe7355f8e4e667b955390f7f0506c6e9395735e9ce9cad4d0a43bcef24b8982f7400d24bc4228f11c02df9a29f6304a5",
      "0x772caacf16936190f3e0c63e0596721570f5799af53a1894e2e073062aede9cea73b3538f0de06cec2574496ee84a3a",
      "0x14a7ac2a9d64a8b230b3f5b074cf01996e7f63c21bca68a81996e1cdf9822c580fa5b9489d11e2d311f7d99bbdcc5a5e",
      "0xa10ecf6ada54f825e920b3dafc7a3cce07f8d1d7161366b74100da67f39883503826692abba43704776ec3a79a1d641",
      "0x95fc13ab9e92ad4476d6e3eb3a56680f682b4ee96f7d03776df533978f31c1593174e4b4b7865002d6384d168ecdd0a",
      "0x000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000001"
      // LAST 1
    ],
    // yNum
    [
      "0x90d97c81ba24ee0259d1f094980dcfa11ad138e48a869522b52af6c956543d3cd0c7aee9b3ba3c2be9845719707bb33",
      "0x134996a104ee5811d51036d776fb46831223e96c254f383d0f906343eb67ad34d6c56711962fa8bfe097e75a2e41c696",
      "0xcc786baa966e66f4a384c86a3b49942552e2d658a31ce2c344be4b91400da7d26d521628b00523b8dfe240c72de1f6",
      "0x1f86376e8981c217898751ad8746757d42aa7b90eeb791c09e4a3ec03251cf9de405aba9ec61deca6355c77b0e5f4cb",
      "0x8cc03fdefe0ff135caf4fe2a21529c4195536fbe3ce50b879833fd221351adc2ee7f8dc099040a841b6daecf2e8fedb",
      "0x16603fca40634b6a2211e11db8f0a6a074a7d0d4afadb7bd76505c3d3ad5544e203f6326c95a807299b23ab13633a5f0",
      "0x4ab0b9bcfac1bbcb2c977d027796b3ce75bb8ca2be184cb5231413c4d634f3747a87ac2460f415ec961f8855fe9d6f2",
      "0x987c8d5333ab86fde9926bd2ca6c674170a05bfe3bdd81ffd038da6c26c842642f64550fedfe935a15e4ca31870fb29",
      "0x9fc4018bd96684be88c9e221e4da1bb8f3abd16679dc26c1e8b6e6a1f20cabe69d65201c78607a360370e577bdba587",
      "0xe1bba7a1186bdb5223abde7ada14a23c42a0ca7915af6fe06985e7ed1e4d43b9b3f7055dd4eba6f2bafaaebca731c30",
      "0x19713e47937cd1be0dfd0b8f1d43fb93cd2fcbcb6caf493fd1183e416389e61031bf3a5cce3fbafce813711ad011c132",
      "0x18b46a908f36f6deb918c143fed2edcc523559b8aaf0c2462e6bfe7f911f643249d9cdf41b44d606ce07c8a4d0074d8e",
      "0xb182cac101b9399d155096004f53f447aa7b12a3426b08ec02710e807b4633f06c851c1919211f20d4c04f00b971ef8",
      "0x245a394ad1eca9b72fc00ae7be315dc757b3b080d4c158013e6632d3c40659cc6cf90ad1c232a6442d9d3f5db980133",
      "0x5c129645e44cf1102a159f748c4a3fc5e673d81d7e86568d9ab0f5d396a7ce46ba1049b6579afb7866b1e715475224b",
      "0x15e6be4e990f03ce4ea50b3b42df2eb5cb181d8f84965a3957add4fa95af01b2b665027efec01c7704b456be69c8b604"
    ],
    // yDen
    [
      "0x16112c4c3a9c98b252181140fad0eae9601a6de578980be6eec3232b5be72e7a07f3688ef60c206d01479253b03663c1",
      "0x1962d75c2381201e1a0cbd6c43c348b885c84ff731c4d59ca4a10356f453e01f78a4260763529e3532f6102c2e49a03d",
      "0x58df3306640da276faaae7d6e8eb15778c4855551ae7f310c35a5dd279cd2eca6757cd636f96f891e2538b53dbf67f2",
      "0x16b7d288798e5395f20d23bf89edb4d1d115c5dbddbcd30e123da489e726af41727364f2c28297ada8d26d98445f5416",
      "0xbe0e079545f43e4b00cc912f8228ddcc6d19c9f0f69bbb0542eda0fc9dec916a20b15dc0fd2ededda39142311a5001d",
      "0x8d9e5297186db2d9fb266eaac783182b70152c65550d881c5ecd87b6f0f5a6449f38db9dfa9cce202c6477faaf9b7ac",
      "0x166007c08a99db2fc3ba8734ace9824b5eecfdfa8d0cf8ef5dd365bc400a0051d5fa9c01a58b1fb93d1a1399126a775c",
      "0x16a3ef08be3ea7ea03bcddfabba6ff6ee5a4375efa1f4fd7feb34fd206357132b920f5b00801dee460ee415a15812ed9",
      "0x1866c8ed336c61231a1be54fd1d74cc4f9fb0ce4c6af5920abc5750c4bf39b4852cfe2f7bb9248836b233d9d55535d4a",
      "0x167a55cda70a6e1cea820597d94a84903216f763e13d87bb5308592e7ea7d4fbc7385ea3d529b35e346ef48bb8913f55",
      "0x4d2f259eea405bd48f010a01ad2911d9c6dd039bb61a6290e591b36e636a5c871a5c29f4f83060400f8b49cba8f6aa8",
      "0xaccbb67481d033ff5852c1e48c50c477f94ff8aefce42d28c0f9a88cea7913516f968986f7ebbea9684b529e2561092",
      "0xad6b9514c767fe3c3613144b45f1496543346d98adf02267d5ceef9a00d9b8693000763e3b90ac11e99b138573345cc",
      "0x2660400eb2e4f3b628bdd0d53cd76f2bf565b94e72927c1cb748df27942480e420517bd8714cc80d1fadc1326ed06f7",
      "0xe0fa1d816ddc03e6b24255e0d7819c171c40f65e273b853324efcd6356caa205ca2f570f13497804415473a1d634b8f",
      "0x000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000001"
      // LAST 1
    ]
  ].map((i) => i.map((j) => BigInt(j))));
  var G1_SWU;
  var G2_SWU;
  var getG1_SWU = () => G1_SWU || (G1_SWU = mapToCurveSimpleSWU(Fp2, {
    A: Fp2.create(BigInt("0x144698a3b8e9433d693a02c96d4982b0ea985383ee66a8d8e8981aefd881ac98936f8da0e0f97f5cf428082d584c1d")),
    B: Fp2.create(BigInt("0x12e2908d11688030018b12e8753eee3b2016c1f0f24f4070a0b9c14fcef35ef55a23215a316ceaa5d1cc48e98e172be0")),
    Z: Fp2.create(BigInt(11))
  }));
  var getG2_SWU = () => G2_SWU || (G2_SWU = mapToCurveSimpleSWU(Fp22, {
    // SWU map for the RFC 9380 §8.8.2 pre-isogeny G2 curve E':
    // y² = x³ + 240i * x + 1012 + 1012i
    A: Fp22.create({ c0: Fp2.create(_0n9), c1: Fp2.create(BigInt(240)) }),
    // A' = 240 * I
    B: Fp22.create({ c0: Fp2.create(BigInt(1012)), c1: Fp2.create(BigInt(1012)) }),
    // B' = 1012 * (1 + I)
    Z: Fp22.create({ c0: Fp2.create(BigInt(-2)), c1: Fp2.create(BigInt(-1)) })
    // Z: -(2 + I)
  }));
  function mapToG1(scalars) {
    const { x, y } = getG1_SWU()(Fp2.create(scalars[0]));
    return isogenyMapG1(x, y);
  }
  function mapToG2(scalars) {
    const { x, y } = getG2_SWU()(Fp22.fromBigTuple(scalars));
    return isogenyMapG2(x, y);
  }

  // evidence.js
  var MAX_INTEGER = Number.MAX_SAFE_INTEGER;
  var MAX_DEPTH = 64;
  var CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/;
  var NOT_ASCII = /[^\u0000-\u007f]/;
  var SURROGATE = /[\ud800-\udfff]/;
  var STRICT_UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  var ENCODER = new TextEncoder();
  var HEX_OF_BYTE = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));
  function bytesOf(text2) {
    return ENCODER.encode(text2);
  }
  function hexOf(bytes) {
    let text2 = "";
    for (let at = 0; at < bytes.length; at++) text2 += HEX_OF_BYTE[bytes[at]];
    return text2;
  }
  function bytesOfHex(text2) {
    if (!/^(?:[0-9a-f]{2})*$/.test(text2)) throw new Malformed("hex", "不是十六进制", "not lower-case hex");
    const bytes = new Uint8Array(text2.length / 2);
    for (let at = 0; at < bytes.length; at++) bytes[at] = parseInt(text2.slice(2 * at, 2 * at + 2), 16);
    return bytes;
  }
  function sameBytes(left, right) {
    return left.length === right.length && left.every((byte, at) => byte === right[at]);
  }
  function sha256Hex(data) {
    return hexOf(sha256(typeof data === "string" ? bytesOf(data) : data));
  }
  function compareBytes(left, right) {
    if (!SURROGATE.test(left) && !SURROGATE.test(right)) return left < right ? -1 : left > right ? 1 : 0;
    const [a, b] = [Array.from(left), Array.from(right)];
    for (let at = 0; at < a.length && at < b.length; at++) {
      if (a[at] !== b[at]) return a[at].codePointAt(0) - b[at].codePointAt(0);
    }
    return a.length - b.length;
  }
  function checkText(text2, name = "", firstLine2 = 1) {
    const found = CONTROL.exec(text2);
    if (found) {
      const line = firstLine2 + text2.slice(0, found.index).split("\n").length - 1;
      throw new Malformed("control-character", "含控制字符", "a control character", { file: name, line });
    }
    if (NOT_ASCII.test(text2) && text2.normalize("NFC") !== text2) {
      throw new Malformed("not-nfc", "文字不是NFC规范形式", "the text is not in NFC", { file: name, line: firstLine2 });
    }
    return text2;
  }
  function evidenceText(data, name = "") {
    const text2 = decodeUtf8(data, name);
    if (text2.startsWith("\uFEFF")) {
      throw new Malformed("bom", "文件开头有BOM", "the file starts with a byte order mark", { file: name, line: 1 });
    }
    return checkText(text2, name);
  }
  function decodeUtf8(data, name = "") {
    try {
      return STRICT_UTF8.decode(data);
    } catch (error) {
      throw new Malformed("not-utf8", "不是UTF-8", "not UTF-8", { file: name });
    }
  }
  var CanonicalReader = class {
    constructor(text2, name) {
      this.text = text2;
      this.name = name;
      this.at = 0;
    }
    fail(zh, en) {
      const line = this.text.slice(0, this.at).split("\n").length;
      throw new Malformed("not-canonical", zh, en, { file: this.name, line });
    }
    take(literal) {
      if (!this.text.startsWith(literal, this.at)) return false;
      this.at += literal.length;
      return true;
    }
    need(literal) {
      if (!this.take(literal))
        this.fail("与规范写法不同", `not written in its one form: ${JSON.stringify(literal)} expected`);
    }
    value(indent, depth) {
      if (depth > MAX_DEPTH) this.fail("嵌套过深", "nested too deeply");
      const first2 = this.text[this.at];
      if (first2 === "{") return this.object(indent, depth);
      if (first2 === "[") return this.array(indent, depth);
      if (first2 === '"') return this.string();
      if (this.take("true")) return true;
      if (this.take("false")) return false;
      return this.integer();
    }
    object(indent, depth) {
      const members = /* @__PURE__ */ Object.create(null);
      if (this.take("{}")) return members;
      this.need("{");
      let last = null;
      do {
        this.need(`
${indent}  `);
        const key = this.string();
        if (NOT_ASCII.test(key)) this.fail("键含非ASCII字符", "a key that is not ASCII");
        if (last !== null && !(last < key)) this.fail("键未排序或重复", "keys out of order, or a duplicate");
        this.need(": ");
        members[key] = this.value(`${indent}  `, depth + 1);
        last = key;
      } while (this.take(","));
      this.need(`
${indent}}`);
      return members;
    }
    array(indent, depth) {
      const items = [];
      if (this.take("[]")) return items;
      this.need("[");
      do {
        this.need(`
${indent}  `);
        items.push(this.value(`${indent}  `, depth + 1));
      } while (this.take(","));
      this.need(`
${indent}]`);
      return items;
    }
    string() {
      this.need('"');
      let value = "";
      for (; ; ) {
        const plain2 = /[^"\\\n]*/y;
        plain2.lastIndex = this.at;
        value += plain2.exec(this.text)[0];
        this.at = plain2.lastIndex;
        if (this.take('"')) return value;
        if (this.take("\\n")) value += "\n";
        else if (this.take('\\"')) value += '"';
        else if (this.take("\\\\")) value += "\\";
        else this.fail("字符串写法不符", "a string that isn't written in its one form");
      }
    }
    integer() {
      const digits = /0|[1-9][0-9]{0,15}/y;
      digits.lastIndex = this.at;
      const found = digits.exec(this.text);
      const value = found ? Number(found[0]) : NaN;
      if (!Number.isSafeInteger(value)) this.fail("不是允许的值", "not a value that evidence can hold");
      this.at = digits.lastIndex;
      return value;
    }
  };
  function parseJson(data, name = "") {
    return parseJsonText(evidenceText(data, name), name);
  }
  function parseJsonText(text2, name = "") {
    const reader = new CanonicalReader(text2, name);
    const value = reader.value("", 0);
    if (text2.slice(reader.at) !== "\n")
      reader.fail("结尾不符", "something else follows the value, or no final line feed");
    return value;
  }

  // page/directory.js
  var SHOWN2 = 8;
  var LISTS = 3;
  function shardOf(key, shards) {
    return parseInt(sha256Hex(key).slice(0, 8), 16) % shards;
  }
  function plain(name) {
    return name.normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
  }
  function pairsOf(text2) {
    const chars = Array.from(text2);
    return Array.from(new Set(chars.slice(1).map((char, at) => chars[at] + char)));
  }
  function numbersOf(deltas) {
    let last = 0;
    return deltas.split(" ").map((word) => last += parseInt(word, 36));
  }
  function inRanges(ranges, number) {
    return ranges.split(".").some((span) => {
      const [low, high] = span.split("-").map(Number);
      return span !== "" && number >= low && number <= (high === void 0 ? low : high);
    });
  }
  function codeOf(text2) {
    const typed = text2.normalize("NFKC").replace(/\s/g, "");
    return /^[0-9A-Za-z][0-9A-Za-z._-]{5,63}$/.test(typed) && /[0-9]/.test(typed) ? typed : null;
  }
  var Directory = class {
    /** @param {(path: string) => Promise<Uint8Array|null>} get */
    constructor(get) {
      this.get = get;
    }
    async json(path) {
      const data = await this.get(path);
      if (!data) throw new Error(`缺少 ${path}`);
      return JSON.parse(new TextDecoder().decode(data));
    }
    /** Draws, rosters, numbers of shards. */
    index() {
      return this.json("find/index.json");
    }
    /** The rows of one shard that begin with `key`. */
    async rows(folder, shards, key) {
      const rows = await this.json(`${folder}/${shardOf(key, shards).toString(16)}.json`);
      return rows.filter((row2) => row2[0] === key);
    }
    /** The firm of a code: `{id, name, rosters}`, or null. A code is upper case, but for a bureau's own ones. */
    async byCode(code) {
      const { firms } = await this.index();
      for (const key of /* @__PURE__ */ new Set([code, code.toUpperCase()])) {
        const [row2] = await this.rows("find/firms", firms.shards, key);
        if (row2) return firmOf(row2);
      }
      return null;
    }
    /**
     * Firms by name or part of one.
     *
     * @returns {Promise<{firms: object[], more: number, common: boolean}>} `more` firms aren't listed; `common`: what was
     *   typed stands in too many names to be searched
     */
    async byName(text2) {
      const index = await this.index();
      const wanted2 = plain(text2);
      const whole2 = await this.listed(index, `=${sha256Hex(wanted2).slice(0, 10)}`);
      const pairs = pairsOf(wanted2).filter((pair) => !index.common.split(" ").includes(pair));
      if (!pairs.length && !whole2.length) return { firms: [], more: 0, common: wanted2 !== "" };
      let numbers = pairs.length ? await this.listed(index, pairs[0]) : [];
      for (const pair of pairs.slice(1, LISTS)) {
        const held = new Set(await this.listed(index, pair));
        numbers = numbers.filter((number) => held.has(number));
      }
      const all = Array.from(/* @__PURE__ */ new Set([...whole2, ...numbers]));
      const firms = [];
      let passed3 = 0;
      for (const number of all) {
        if (firms.length === SHOWN2 || passed3 - firms.length > SHOWN2) break;
        const firm = await this.numbered(index, number);
        passed3++;
        if (firm && plain(firm.name).includes(wanted2)) firms.push(firm);
      }
      return { firms, more: all.length - passed3, common: false };
    }
    async listed(index, term) {
      const [row2] = await this.rows("find/terms", index.terms.shards, term);
      return row2 ? numbersOf(row2[1]) : [];
    }
    async numbered(index, number) {
      const shards = index.firms.shards;
      const rows = await this.json(`find/firms/${(number % shards).toString(16)}.json`);
      const row2 = rows[Math.floor(number / shards)];
      return row2 ? firmOf(row2) : null;
    }
    /** What holds for all of one draw. */
    draw(draw2) {
      return this.json(`find/${draw2}/index.json`);
    }
    /** The row of an id or alias in a draw's frame: `{stratum, code, place, visit}`, or null. */
    async standing(info, key) {
      const rows = await this.rows(`find/${info.draw}`, info.shards, key);
      const row2 = rows.find((one) => typeof one[1] === "number");
      return row2 ? { stratum: row2[1], code: row2[2], place: row2[3], visit: row2[4] || null } : null;
    }
    /** The alias of a firm in a blinded draw whose result has published its opening, or null. */
    async opened(info, objectId) {
      const rows = await this.rows(`find/${info.draw}`, info.shards, objectId);
      const row2 = rows.find((one) => typeof one[1] === "string");
      return row2 ? row2[1] : null;
    }
  };
  function firmOf([id, name, rosters]) {
    return { id, name, rosters };
  }

  // ed25519.js
  var { Point } = ed25519;
  var ORDER2 = Point.Fn.ORDER;
  var KEY_BYTES = 32;
  var SIGNATURE_BYTES = 64;
  var KEYS = /* @__PURE__ */ new Map();
  var MOST_KEYS = 256;
  var TABLE_AFTER = 4;
  var TABLE_BITS = 4;
  function littleEndian(bytes) {
    return BigInt(`0x${hexOf(bytes.slice().reverse())}`);
  }
  function strictPoint(bytes) {
    let point;
    try {
      point = Point.fromBytes(bytes, false);
    } catch (error) {
      return null;
    }
    const strict = sameBytes(point.toBytes(), bytes) && !point.isSmallOrder() && point.isTorsionFree();
    return strict ? point : null;
  }
  function pointOf(key) {
    const name = hexOf(key);
    if (!KEYS.has(name)) {
      if (KEYS.size >= MOST_KEYS) KEYS.clear();
      KEYS.set(name, { point: strictPoint(key), uses: 0 });
    }
    const held = KEYS.get(name);
    if (held.point && ++held.uses === TABLE_AFTER) held.point.precompute(TABLE_BITS, false);
    return held.point;
  }
  function checkPublicKey(key) {
    if (key.length !== KEY_BYTES) throw new Malformed("key-length", "公钥不是32字节", "the key hasn't 32 bytes");
    if (!pointOf(key)) {
      throw new Refused(
        "weak-key",
        "公钥不是素数阶子群中规范书写的点",
        "the key is not a canonical point of prime order"
      );
    }
  }
  function verifySignature(key, signature, message) {
    if (key.length !== KEY_BYTES || signature.length !== SIGNATURE_BYTES) return false;
    const [r, s] = [signature.slice(0, 32), littleEndian(signature.slice(32))];
    const point = pointOf(key);
    if (!point || s >= ORDER2) return false;
    const k = littleEndian(sha512.create().update(r).update(key).update(message).digest()) % ORDER2;
    const base = s === 0n ? Point.ZERO : Point.BASE.multiply(s);
    const expected = base.subtract(point.multiplyUnsafe(k));
    return sameBytes(expected.toBytes(), r);
  }

  // notes.js
  var MAX_ENTRY = 65535;
  var MAX_SIGNATURES = 64;
  var NOTE_KEY = 1;
  var COSIGNER_KEY = 4;
  var DASH = "— ";
  var FORBIDDEN = /[\u0000-\u0009\u000b-\u001f]/;
  var NAME = /^[^\u0000-\u0020+\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+$/;
  var BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  function encodeBase64(bytes) {
    let written = "";
    for (let at = 0; at < bytes.length; at += 3) {
      const held = bytes.length - at;
      const bits2 = bytes[at] << 16 | (bytes[at + 1] || 0) << 8 | (bytes[at + 2] || 0);
      written += BASE64[bits2 >> 18] + BASE64[bits2 >> 12 & 63];
      written += (held > 1 ? BASE64[bits2 >> 6 & 63] : "=") + (held > 2 ? BASE64[bits2 & 63] : "=");
    }
    return written;
  }
  function decodeBase64(written) {
    const digits = written.replace(/={1,2}$/, "");
    const bytes = new Uint8Array(Math.floor(digits.length * 3 / 4));
    let [bits2, held, at] = [0, 0, 0];
    for (const digit of digits) {
      bits2 = (bits2 << 6 | BASE64.indexOf(digit)) & 65535;
      held += 6;
      if (held >= 8) {
        held -= 8;
        bytes[at++] = bits2 >> held;
      }
    }
    if (encodeBase64(bytes) !== written) throw new Malformed("base64", "不是规范的base64", "not canonical base64");
    return bytes;
  }
  function keyId(name, key, type = NOTE_KEY) {
    return sha256(Uint8Array.from([...bytesOf(name), 10, type, ...key])).slice(0, 4);
  }
  function vkeyFor(name, key, type = NOTE_KEY) {
    if (!NAME.test(name)) throw new Malformed("key-name", "密钥名称有误", "not a key name");
    if (type !== NOTE_KEY && type !== COSIGNER_KEY) {
      throw new Malformed("key-type", `不支持的密钥类型${type}`, `key type ${type} is not supported`);
    }
    checkPublicKey(key);
    return { name, keyId: keyId(name, key, type), type, key };
  }
  function parseVkey(written) {
    const found = /^([^+]*)\+([0-9a-f]{8})\+(.*)$/s.exec(written);
    if (!found) throw new Malformed("vkey", "不是公钥", "not a verifier key");
    const data = decodeBase64(found[3]);
    if (data.length !== 33) throw new Malformed("vkey", "不是公钥", "not a verifier key");
    const vkey = vkeyFor(found[1], data.slice(1), data[0]);
    if (hexOf(vkey.keyId) !== found[2]) throw new Malformed("key-id", "公钥标识不符", "the key id is wrong");
    return vkey;
  }
  function parseSignature(line) {
    const found = line.startsWith(DASH) ? /^([^ ]*) (.*)$/s.exec(line.slice(DASH.length)) : null;
    if (!found || !NAME.test(found[1])) throw new Malformed("signature-line", "不是签名行", "not a signature line");
    const data = decodeBase64(found[2]);
    if (data.length < 5) throw new Malformed("signature-line", "签名过短", "the signature is too short");
    return { name: found[1], keyId: data.slice(0, 4), signature: data.slice(4) };
  }
  var Note = class _Note {
    constructor(text2, signatures) {
      this.text = text2;
      this.signatures = signatures;
    }
    /**
     * The note in `data`, split at the last blank line.
     *
     * @param {Uint8Array} data
     * @throws {Malformed}
     */
    static parse(data, name = "") {
      const text2 = noteText(data, name);
      const split2 = text2.lastIndexOf("\n\n");
      const lines = text2.slice(split2 + 2).split("\n").slice(0, -1);
      if (split2 < 0 || lines.length === 0) {
        throw new Malformed("no-signatures", "没有签名行", "no signature lines", { file: name });
      }
      if (lines.length > MAX_SIGNATURES) {
        throw new Malformed("many-signatures", "签名过多", "too many signatures", { file: name });
      }
      try {
        return new _Note(text2.slice(0, split2 + 1), lines.map(parseSignature));
      } catch (error) {
        throw error instanceof Malformed ? error.at(name) : error;
      }
    }
    /** The record hash: SHA-256 of the text, final line feed included. */
    get hash() {
      return sha256Hex(this.text);
    }
    /** The line that names this key, not yet verified; null without one. @throws {Fails} where there are two */
    signatureOf(vkey) {
      const lines = this.signatures.filter((line) => line.name === vkey.name && sameBytes(line.keyId, vkey.keyId));
      if (lines.length > 1) throw badSignature(vkey.name, "签名重复", "two lines of one key");
      return lines.length ? lines[0] : null;
    }
    /**
     * Whether the key has signed.
     *
     * @throws {Fails} where its line is bad or there twice: the whole note is then rejected (section 3)
     */
    signedBy(vkey) {
      const line = this.signatureOf(vkey);
      if (!line) return false;
      if (vkey.type !== NOTE_KEY || !verifySignature(vkey.key, line.signature, bytesOf(this.text))) {
        throw badSignature(vkey.name, "签名无效", "a bad signature");
      }
      return true;
    }
  };
  function badSignature(name, zh, en) {
    return new Fails("bad-signature", `${name}的${zh}`, `${en} of ${name}`);
  }
  function noteText(data, name) {
    const text2 = decodeUtf8(data, name);
    if (FORBIDDEN.test(text2))
      throw new Malformed("control-character", "含控制字符", "a control character", { file: name });
    if (!text2.endsWith("\n")) throw new Malformed("no-final-lf", "没有以换行结束", "no final line feed", { file: name });
    return text2;
  }
  function parseEntry(data) {
    if (data.length > MAX_ENTRY) throw new Malformed("entry-size", "条目过长", `an entry of ${data.length} bytes`);
    const text2 = noteText(data, "");
    if (!text2.includes("\n\n")) return new Note(text2, []);
    const note = Note.parse(data);
    const ordered = note.signatures.every((line, at) => at === 0 || before(note.signatures[at - 1], line));
    if (!ordered) throw new Malformed("signature-order", "签名行次序有误", "signature lines out of order");
    return note;
  }
  function before(left, right) {
    return (compareBytes(left.name, right.name) || (hexOf(left.keyId) < hexOf(right.keyId) ? -1 : 0)) < 0;
  }

  // by_hand.js
  var SPKI = [48, 42, 48, 5, 6, 3, 43, 101, 112, 3, 33, 0];
  function shellWord(text2) {
    return /^[0-9A-Za-z._/:@=,+-]+$/.test(text2) ? text2 : `'${text2.replace(/'/g, "'\\''")}'`;
  }
  function hashOfFile(path) {
    return `sha256sum ${shellWord(path)}`;
  }
  function hashOfText(text2) {
    return `printf '%s' ${shellWord(text2)} | sha256sum`;
  }
  function hashOfLines(lines) {
    return `printf '%s\\n' ${lines.map(shellWord).join(" ")} | sha256sum`;
  }
  function recordHash(path, text2) {
    return `head -c ${bytesOf(text2).length} ${shellWord(path)} | sha256sum`;
  }
  function hashOfBytes(bytes) {
    const octal = Array.from(bytes, (byte) => `\\${byte.toString(8).padStart(3, "0")}`).join("");
    return `printf '${octal}' | sha256sum`;
  }
  function saltOf(frameKey, objectId) {
    return `printf '%s' ${shellWord(objectId)} | openssl dgst -sha256 -mac HMAC -macopt hexkey:${hexOf(frameKey)}`;
  }
  function verified(text2, key, signature) {
    const spki = encodeBase64(Uint8Array.from([...SPKI, ...key]));
    return [
      "d=$(mktemp -d)",
      `${text2} > $d/text`,
      `echo ${spki} | openssl base64 -d -A -out $d/key`,
      `echo ${encodeBase64(signature)} | openssl base64 -d -A -out $d/signature`,
      "openssl pkeyutl -verify -pubin -inkey $d/key -keyform DER -rawin -in $d/text -sigfile $d/signature"
    ].join("; ");
  }
  function signatureOf(path, text2, vkey, signature) {
    return verified(`head -c ${bytesOf(text2).length} ${shellWord(path)}`, vkey.key, signature);
  }
  function cosignatureOf(path, text2, vkey, signature, time2) {
    const head = `printf 'cosignature/v1\\ntime %s\\n' ${time2}`;
    return verified(`{ ${head}; head -c ${bytesOf(text2).length} ${shellWord(path)}; }`, vkey.key, signature.slice(8));
  }
  function genesisHash(bundle, text2) {
    const length = bytesOf(text2).length;
    return `head -c ${length + 2} ${shellWord(bundle)} | tail -c ${length} | sha256sum`;
  }
  function rootOf(path) {
    return `sed -n 3p ${shellWord(path)} | openssl base64 -d | od -An -v -tx1 | tr -d ' \\n'; echo`;
  }
  function rowHashOf({ salt, text: text2 }) {
    return hashOfLines(["draw/1 row", salt, ...text2.slice(0, -1).split("\n")]);
  }
  function drandRoundTime(round) {
    return `TZ=Asia/Shanghai date -d @$((1692803367 + 3 * (${round} - 1))) +%Y-%m-%dT%H:%M:%S+08:00`;
  }

  // hashing.js
  var BLOCK = 64;
  function commitment(draw2, party2, secret) {
    return sha256Hex(`draw/1 secret
${draw2}
${party2}
${secret}
`);
  }
  function aliasSalt(frameKey, objectId) {
    return hexOf(hmac(sha256, frameKey, bytesOf(objectId)));
  }
  function alias(draw2, objectId, salt) {
    return sha256Hex(`draw/1 alias
${draw2}
${objectId}
${salt}
`);
  }
  function objectTicketText(seed2, objectId) {
    return `${seed2}:object:${objectId}`;
  }
  function objectTicket(seed2, objectId) {
    return sha256Hex(objectTicketText(seed2, objectId));
  }
  function inspectorTicket(seed2, objectId, inspectorId) {
    return sha256Hex(`${seed2}:inspector:${objectId}:${inspectorId}`);
  }
  function changeSeed(draw2, changeHash, beaconValue) {
    return sha256Hex(`draw/1 change
${draw2}
${changeHash}
${beaconValue}
`);
  }
  function rowHash(salt, text2) {
    return sha256Hex(`draw/1 row
${salt}
${text2}`);
  }
  var PrefixHash = class {
    /** @param {string} prefix ASCII */
    constructor(prefix) {
      const bytes = bytesOf(prefix);
      const whole2 = bytes.length - bytes.length % BLOCK;
      this.hasher = sha256.create().update(bytes.subarray(0, whole2));
      this.start = this.hasher.get();
      this.hashed = whole2;
      this.rest = bytes.length - whole2;
      this.buffer = new Uint8Array(4 * BLOCK);
      this.buffer.set(bytes.subarray(whole2));
      this.view = new DataView(this.buffer.buffer);
    }
    /** Hashes prefix and `tail` (at most 180 bytes) and leaves the digest as eight words in `this.hasher`. */
    digest(tail) {
      const { buffer, view, hasher, start } = this;
      const length = this.rest + tail.length;
      const padded = length + 9 - ((length + 9) % BLOCK || BLOCK) + BLOCK;
      buffer.set(tail, this.rest);
      buffer.fill(0, length, padded);
      buffer[length] = 128;
      view.setUint32(padded - 4, (this.hashed + length) * 8);
      hasher.set(start[0], start[1], start[2], start[3], start[4], start[5], start[6], start[7]);
      for (let at = 0; at < padded; at += BLOCK) hasher.process(view, at);
      return hasher;
    }
    /** The first 48 bits of the digest, as a number: sorts as the digest does, but for one tie in 2^48. */
    key(tail) {
      const words2 = this.digest(tail);
      return (words2.A >>> 0) * 65536 + (words2.B >>> 16);
    }
    /** The digest of prefix and `tail` (bytes) as 64 hex digits. */
    hex(tail) {
      return this.digest(tail).get().map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
    }
  };

  // page/standing.js
  var SMALL = 65536;
  async function standing(directory, entry, objectId, { receipt = null, listed = null } = {}) {
    const info = await directory.draw(entry.draw);
    const mine = receipt && receipt.draw === entry.draw && receipt.objectId === objectId ? receipt : null;
    const { key, how } = await keyOf(directory, info, objectId, mine);
    const row2 = key === null ? null : await directory.standing(info, key);
    const base = { info, objectId, key, how, listed, receipt: mine, inFrame: key === null ? null : row2 !== null };
    if (!row2) return { ...base, drawn: key === null ? null : false };
    const stratum = info.strata[row2.stratum];
    const code = info.codes[row2.code];
    const found = { ...base, stratum, code, visit: row2.visit, place: row2.place };
    if (code[0] || !info.seed || !info.outcome) return { ...found, drawn: code[0] ? false : null };
    const ticket = objectTicket(info.seed, key);
    return { ...found, hashed: objectTicketText(info.seed, key), ticket, drawn: isDrawn(ticket, key, stratum) };
  }
  function isDrawn(ticket, key, stratum) {
    if (!stratum || !stratum.last) return false;
    const [last, lastKey] = stratum.last;
    return (compareBytes(ticket, last) || compareBytes(key, lastKey)) <= 0;
  }
  async function keyOf(directory, info, objectId, receipt) {
    if (!info.blinded) return { key: objectId, how: "" };
    if (receipt) return { key: receipt.alias, how: "receipt" };
    if (info.key) {
      const data = await directory.get(`draws/${info.draw}/frame-key.txt`);
      const text2 = data ? new TextDecoder().decode(data).trim() : "";
      if (/^[0-9a-f]{64}$/.test(text2)) {
        return { key: alias(info.draw, objectId, aliasSalt(bytesOfHex(text2), objectId)), how: "key" };
      }
    }
    const opened = await directory.opened(info, objectId);
    return { key: opened, how: opened ? "result" : null };
  }
  function receiptFaults(found, genesis) {
    const { receipt } = found;
    if (!receipt) return [];
    const faults = [];
    if (genesis && receipt.genesis !== genesis) faults.push("凭条上的起点指纹不是这本总账的。");
    if (!found.inFrame) faults.push("凭条所说的代号不在公布的名单里。");
    else if (found.stratum.stratum !== receipt.stratum) faults.push(`凭条写的分组是 ${receipt.stratum}，公布的是 ${found.stratum.stratum}。`);
    else if (found.code[0] !== receipt.excluded) faults.push("凭条写的能否参加抽签与公布的不一样。");
    return faults;
  }
  async function proofs(get, found, { all = false } = {}) {
    const { info, key } = found;
    if (!info.outcome || !found.ticket) return [];
    const said = [];
    const seed2 = await get(`draws/${info.draw}/seed.txt`);
    const same = seed2 !== null && sha256Hex(seed2) === info.seed;
    said.push(proof(same, "seed.txt 的 SHA-256 就是上面用的种子", "seed.txt 的 SHA-256 不是上面用的种子"));
    const outcome = recordOf(await get(`draws/${info.draw}/outcome.note`));
    if (outcome) said.push(proof(outcome.seed === info.seed, "抽签结果那条记录写的也是这个种子", "抽签结果那条记录写的是另一个种子"));
    if (found.visit === null || found.visit.rank > 0) {
      const listed = found.visit !== null;
      said.push(proof(listed === found.drawn, listed ? "签号不大于本组最后一个抽中的签号，名单里也有" : "签号大于本组最后一个抽中的签号，名单里也没有", "签号和抽中名单对不上"));
    }
    if (!outcome || info.selection > SMALL && !all) {
      return [...said, { kind: "unknown", zh: "抽中名单 selection.csv 较大，没有取来比对", more: Boolean(outcome) }];
    }
    const selection = await get(`draws/${info.draw}/selection.csv`);
    const bound = selection !== null && sha256Hex(selection) === outcome.files["selection.csv"];
    said.push(proof(bound, "selection.csv 与抽签结果那条记录登记的一字不差", "selection.csv 与抽签结果那条记录登记的不一样"));
    if (selection !== null) {
      const line = new TextDecoder().decode(selection).split("\n").find((one) => one.split(",")[1] === key);
      const good = Boolean(line) === found.drawn && (!line || line.split(",")[3] === found.ticket);
      said.push(proof(good, line ? `selection.csv 里第 ${line.split(",")[0]} 位就是这个签号` : "selection.csv 里没有这个编号", "selection.csv 与这里算出的不一样"));
    }
    return said;
  }
  function proof(good, holds2, fails) {
    return { kind: good ? "pass" : "fail", zh: good ? holds2 : fails };
  }
  function recordOf(data) {
    if (!data) return null;
    const text2 = new TextDecoder().decode(data);
    try {
      const record = JSON.parse(text2.slice(0, text2.lastIndexOf("\n\n") + 1));
      return record && typeof record.files === "object" ? record : null;
    } catch (error) {
      return null;
    }
  }

  // page/firm_view.js
  function headline(found) {
    const { info, inFrame, listed, code, visit, drawn } = found;
    if (inFrame === null) return { kind: "unknown", word: "名单暂不公开姓名", text: "有核验凭条就能查到。" };
    if (!inFrame && listed === false) return { kind: "void", word: "当时不在名录里", text: "所以没有参加这次抽签。" };
    if (!inFrame) return { kind: "void", word: "不在这次抽签的名单里", text: "这次抽查的事项或者范围不包括这家单位。" };
    if (code[0]) return { kind: "void", word: "在名单里，但不参加抽签", text: `原因：${code[1]}。` };
    if (info.kind === "void") return { kind: "void", word: "在名单里；这次抽查已作废", text: "没有抽签。" };
    if (drawn === null) return { kind: "pending", word: "在名单里，还没有抽签", text: `公共随机数要到 ${moment(info.beacon)} 才产生。` };
    if (drawn) return { kind: "drawn", word: visit && visit.rank ? `抽中，总第 ${visit.rank} 位` : "抽中", text: "" };
    if (visit && visit.instead) return { kind: "drawn", word: "后来增补", text: `代替 ${visit.instead[1] || visit.instead[0]}。` };
    return { kind: "spared", word: "没有抽中", text: "" };
  }
  function standingCard(found, about) {
    const { info } = found;
    const { kind, word, text: text2 } = headline(found);
    const link = about.link(info.draw);
    const title2 = link ? h("a", { href: link }, info.title) : info.title;
    const brief = found.inFrame === false && !found.receipt ? ".standing--brief" : "";
    return h(
      `section.card.standing${brief}`,
      { "data-draw": info.draw, "data-kind": kind },
      h(about.only ? "h4" : "h3", {}, title2, " ", h("span.code", {}, info.draw)),
      h("p.standing__say", {}, mark(kind, word), text2 ? ` ${text2}` : ""),
      faultsOf(found, about),
      found.inFrame === null ? withoutReceipt(info) : null,
      found.inFrame ? facts(found) : null,
      found.ticket ? ticketPart(found) : null,
      found.ticket ? proofPart(found, about) : null,
      found.visit && about.objections ? h("p.quiet", {}, `对检查结果有异议：${about.objections}。`) : null,
      found.code && found.code[0] ? h("p.quiet", {}, "认为原因不对，请告诉本局。") : null
    );
  }
  function faultsOf(found, about) {
    const faults = receiptFaults(found, about.genesis);
    if (found.receipt && !faults.length) return h("p.standing__receipt", {}, mark("pass", "凭条与公布的名单相符"));
    if (!faults.length) return null;
    return h(
      "div.notice.notice--warn",
      { role: "alert" },
      h("p", {}, h("strong", {}, "凭条和公布的不一致。")),
      h("ul", {}, faults.map((fault) => h("li", {}, fault))),
      h("p", {}, "请保存好凭条原件，不要只是刷新，把凭条和本页交给本局以外的见证人和监督机关。")
    );
  }
  function withoutReceipt(info) {
    const chances = info.strata.map((stratum) => fact(`${stratum.title}：每户的机会`, chance(stratum)));
    return h(
      "div",
      {},
      h("p", {}, "这次抽签的名单用代号，姓名在检查以后随结果公开，所以现在谁也不能凭名称查到。没有凭条，仍能知道名单有多少户、抽多少户、每户机会多大、抽中了哪些代号，而且都能重新计算。"),
      h("dl.facts", {}, chances),
      h("p", {}, "凭条在检查时发给；没有被检查的，在最后一次检查以后也可以索取。")
    );
  }
  function chance(stratum) {
    return h("span.chance", {}, `${stratum.one_in}（${stratum.size}/${stratum.eligible}，${stratum.percent}）`, stratum.dots ? dots(stratum.dots) : null);
  }
  function facts(found) {
    const { stratum, code, place: place3, visit, info } = found;
    return h(
      "dl.facts",
      {},
      stratum ? fact("分组", stratum.title) : null,
      stratum && !code[0] ? fact("抽签前的机会", chance(stratum)) : null,
      place3 ? fact("签号从小到大排", `本组 ${stratum.eligible} 户中第 ${place3}，抽前 ${stratum.size}`) : null,
      visit ? fact("检查人员", team(visit)) : null,
      visit ? fact("检查结果", results(visit, info)) : null
    );
  }
  function fact(name, value) {
    return h("div", {}, h("dt", {}, name), h("dd", {}, value));
  }
  function team(visit) {
    if (visit.team.every((member) => member === null)) return "人手不足，延期";
    return visit.team.map((member) => member ? h("span.member", {}, member[1] || member[0], " ", h("span.code", {}, member[1] ? member[0] : "")) : h("span.member", {}, "空缺"));
  }
  function results(visit, info) {
    if (visit.replaced) return "已由增补单位代替";
    if (!visit.results.length) return `尚未公示，期限 ${info.publish_by}`;
    const [now, ...before2] = visit.results;
    return [result(now), before2.length ? details(`更正过 ${before2.length} 次`, before2.map((one) => h("p", {}, result(one)))) : null];
  }
  function result(one) {
    if (one.withdrawn) return `已停止公示（${one.withdrawn}），总账第 ${one.position} 条`;
    if (!one.codes) return `记录正文缺失（总账第 ${one.position} 条）`;
    const words2 = [one.dispositions, one.remark, one.corrects && one.reason ? `更正原因：${one.reason}` : ""].filter(Boolean);
    const lines = [h("strong", {}, one.codes), ...words2, h("span.quiet", {}, `${one.visited}检查，总账第 ${one.position} 条`)];
    return lines.map((line) => h("span.member", {}, line));
  }
  function ticketPart(found) {
    const { stratum, hashed: hashed2, ticket } = found;
    const last = stratum.last ? stratum.last[0] : "";
    return h(
      "div.standing__ticket",
      {},
      h(
        "dl.pair",
        {},
        h("div", {}, h("dt", {}, "您的签号"), h("dd", {}, hash(ticket))),
        h("div", {}, h("dt", {}, "本组最后一个抽中的签号"), h("dd", {}, last ? hash(last) : "没有抽"))
      ),
      details(
        "签号是怎么算出来的",
        h("p", {}, "签号是下面这一行文字的 SHA-256：种子、", h("code", {}, ":object:"), "、编号。这台设备刚刚算过；您也可以自己算："),
        h("p", {}, h("code.hash.standing__literal", {}, hashed2)),
        block(hashOfText(hashed2), "自己算签号的命令"),
        h("p", {}, "应得 ", hash(ticket))
      )
    );
  }
  function proofPart(found, about) {
    const list2 = h("ul.findings", { "aria-live": "polite" });
    const part = h("details", {}, h("summary", {}, "这里核对了什么，没有核对什么"), list2, limits());
    const run2 = async (all) => {
      put(list2, h("li", {}, "正在取文件……"));
      try {
        const said = await proofs(about.get, found, { all });
        put(list2, said.map((one) => h("li", {}, mark(one.kind, VERDICTS[one.kind]), " ", one.zh, one.more ? fetchAll(run2) : null)));
      } catch (error) {
        put(list2, h("li", {}, mark("unknown", VERDICTS.unknown), ` 取不到文件：${error.zh || error.message}`));
      }
    };
    let ran = false;
    part.addEventListener("toggle", () => {
      if (!part.open || ran) return;
      ran = true;
      run2(false);
    });
    if (about.open) part.open = true;
    return part;
  }
  function fetchAll(run2) {
    const button = h("button.link", { type: "button" }, "取来比对");
    button.addEventListener("click", () => run2(true));
    return [" ", button];
  }
  function limits() {
    return h("p.quiet", {}, "签号是在这台设备上算的。分组、位次、检查人员和结果取自本站整理的小文件，没有逐一核对；要连整份名单、公共随机数和签名一起核对，请到这次抽查的页面按“现在就核对”。");
  }

  // page/reading.js
  var PATH = /^(?:[0-9A-Za-z][0-9A-Za-z._-]*\/)*[0-9A-Za-z][0-9A-Za-z._-]*$/;
  var MAX_FILE = 200 * 2 ** 20;
  var KEPT = 4 * 2 ** 20;
  var AT_ONCE = 6;
  function isPath(path) {
    return path.length <= 500 && PATH.test(path);
  }
  function unreadable(path, zh, en) {
    return new Malformed("unreadable", zh, en, { file: path });
  }
  var Reader = class {
    /** @param {(path: string) => Promise<Uint8Array|null>} get bytes, or null where there is no such file */
    constructor(get) {
      this.get = get;
      this.held = /* @__PURE__ */ new Map();
      this.files = 0;
      this.bytes = 0;
      this.read = this.read.bind(this);
    }
    /** The file's bytes; null where there is no such file. @throws {Malformed} where it can't be had */
    async read(path) {
      if (!isPath(path)) return null;
      if (this.held.has(path)) return this.held.get(path);
      const coming = this.load(path);
      this.held.set(path, coming);
      try {
        const data = await coming;
        if (data && data.length > KEPT) this.held.delete(path);
        return data;
      } catch (error) {
        this.held.delete(path);
        throw error;
      }
    }
    async load(path) {
      const data = await this.get(path);
      if (!data) return null;
      if (data.length > MAX_FILE) throw unreadable(path, "文件超过200 MB", "the file is over 200 MB");
      this.files++;
      this.bytes += data.length;
      return data;
    }
    /** Asks for many files ahead, a few at a time. What can't be had is found out when it is really read. */
    async ahead(paths, tick = () => null) {
      const queue = paths.slice();
      const one = async () => {
        while (queue.length) {
          await this.read(queue.shift()).catch(() => null);
          tick();
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, one));
    }
  };
  function siteReader(root2) {
    const once = async (path) => {
      const answer = await fetch(new URL(path, root2), { cache: "no-cache", credentials: "omit", redirect: "error" });
      if (answer.status === 404 || answer.status === 410) return null;
      if (!answer.ok) throw unreadable(path, `服务器答复 ${answer.status}`, `the server answers ${answer.status}`);
      return new Uint8Array(await answer.arrayBuffer());
    };
    return new Reader(async (path) => {
      try {
        return await once(path).catch(() => once(path));
      } catch (error) {
        throw error instanceof Malformed ? error : unreadable(path, "取不到这个文件（网络中断？）", "the file can't be fetched (no network?)");
      }
    });
  }
  function heldReader(files2) {
    return new Reader(async (path) => {
      if (!Object.prototype.hasOwnProperty.call(files2, path)) return null;
      const content2 = files2[path];
      if (typeof content2 === "string") return new TextEncoder().encode(content2);
      return Uint8Array.from(atob(content2[0]), (char) => char.charCodeAt(0));
    });
  }
  function folderReader(files2) {
    return new Reader(async (path) => {
      const file = files2.get(path);
      if (!file) return null;
      try {
        return new Uint8Array(await file.arrayBuffer());
      } catch (error) {
        throw unreadable(path, "读不出这个文件", "the file can't be read");
      }
    });
  }
  function publishedIn(entries) {
    const marks = entries.filter(({ path }) => /(?:^|\/)evidence\.json$/.test(path));
    const top = marks.map(({ path }) => path.slice(0, -"evidence.json".length)).sort((a, b) => a.length - b.length)[0];
    if (top === void 0) return /* @__PURE__ */ new Map();
    const inside = entries.filter(({ path }) => path.startsWith(top));
    return new Map(inside.map(({ path, file }) => [path.slice(top.length), file]).filter(([path]) => isPath(path)));
  }
  async function droppedFiles(transfer) {
    const roots = Array.from(transfer.items, (item) => item.webkitGetAsEntry && item.webkitGetAsEntry()).filter(Boolean);
    const found = [];
    for (const root2 of roots) await walk(root2, found);
    return found;
  }
  async function walk(entry, found) {
    if (entry.isFile) {
      const file = await new Promise((resolve, reject) => entry.file(resolve, reject));
      found.push({ path: entry.fullPath.replace(/^\//, ""), file });
      return;
    }
    const reader = entry.createReader();
    for (; ; ) {
      const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
      if (some.length === 0) return;
      for (const one of some) await walk(one, found);
    }
  }
  function chosenFiles(list2) {
    return Array.from(list2, (file) => ({ path: file.webkitRelativePath || file.name, file }));
  }

  // page/receipt.js
  var HEX642 = /^[0-9a-f]{64}$/;
  var DRAW = /^[0-9]{4}-[0-9]{3,}$/;
  var IDENTIFIER = /^[0-9A-Za-z][0-9A-Za-z._-]{0,63}$/;
  var BadReceipt = class extends Error {
  };
  function parseReceipt(text2) {
    let value;
    try {
      value = JSON.parse(text2.slice(text2.indexOf("{"), text2.lastIndexOf("}") + 1));
    } catch (error) {
      throw new BadReceipt("这不是凭条的内容。凭条的文字从 { 开始，到 } 结束，请整段粘贴。");
    }
    const { draw: draw2, opening, stratum, excluded, genesis } = value;
    const good = DRAW.test(draw2) && opening && IDENTIFIER.test(opening.object_id) && HEX642.test(opening.salt) && IDENTIFIER.test(stratum) && typeof excluded === "string" && HEX642.test(genesis);
    if (!good) throw new BadReceipt("凭条的内容不全，或者抄错了。请整段粘贴，不要改动。");
    const { object_id: objectId, salt } = opening;
    return { draw: draw2, objectId, salt, stratum, excluded, genesis, alias: alias(draw2, objectId, salt) };
  }
  function canScan() {
    return typeof BarcodeDetector === "function";
  }
  async function scan(file) {
    let codes;
    try {
      const image = await createImageBitmap(file);
      codes = await new BarcodeDetector({ formats: ["qr_code"] }).detect(image);
    } catch (error) {
      throw new BadReceipt("读不出这张图片。请换一张，或者粘贴凭条的文字。");
    }
    if (!codes.length) throw new BadReceipt("图片里没有找到二维码。请拍得近一些、正一些，或者粘贴凭条的文字。");
    return codes[0].rawValue;
  }

  // page/firm.js
  var AT_ONCE2 = 4;
  var FirmSearch = class {
    constructor(place3, about) {
      this.about = about;
      this.reader = about.reader || siteReader(about.root);
      this.directory = about.directory || new Directory(this.reader.read);
      this.input = place3.querySelector("input[name=firm]");
      this.said = place3.querySelector("[data-said]");
      this.answer = place3.querySelector("[data-answer]");
      this.receipt = null;
      this.asked = 0;
      this.receiptPart(place3);
      if (about.share) {
        addEventListener("hashchange", () => this.fromAddress());
        this.fromAddress();
      }
    }
    fromAddress() {
      const code = location.hash.slice(1);
      if (!/^[0-9A-Za-z][0-9A-Za-z._-]{0,63}$/.test(code) || document.getElementById(code)) return;
      if (code === this.shown) return;
      this.input.value = code;
      this.search(code);
    }
    /** Searches for what stands in the field. */
    submit() {
      return this.search(this.input.value);
    }
    say(text2) {
      this.said.textContent = text2;
    }
    /** Searches for what was typed. Later searches silence earlier ones. */
    async search(text2) {
      const asked = ++this.asked;
      const typed = text2.trim();
      if (!typed) {
        this.say("请输入单位名称或者统一社会信用代码。");
        this.input.focus();
        return;
      }
      this.say("正在查找……");
      put(this.answer);
      try {
        const code = codeOf(typed);
        const firm = code ? await this.directory.byCode(code) : null;
        const found = firm ? { firms: [firm], more: 0, common: false } : await this.directory.byName(typed);
        if (asked !== this.asked) return;
        if (!firm && code && !found.firms.length) await this.show({ id: code.toUpperCase(), name: "", rosters: "" }, asked);
        else this.choose(found, asked);
      } catch (error) {
        if (asked === this.asked) this.say(`没有查成：${error.zh || error.message}。请检查网络再试。`);
      }
    }
    choose({ firms, more, common }, asked) {
      if (firms.length === 1) {
        this.show(firms[0], asked);
        return;
      }
      if (!firms.length) {
        this.say(common ? "这几个字太常见了。请再输入几个字，或者输入全称、统一社会信用代码。" : "没有找到。请检查有没有错字，或者只输入名称里特别的两三个字，也可以输入统一社会信用代码。");
        put(this.answer, h("p", {}, "确实不在名录里的单位不会被抽到。您知道有单位应当在名录里却没有，请告诉本局。"));
        return;
      }
      this.say(`找到 ${firms.length}${more ? " 家以上" : " 家"}，请选一家：`);
      const items = firms.map((firm) => {
        const button = h("button.link", { type: "button" }, firm.name);
        button.addEventListener("click", () => this.show(firm, this.asked));
        return h("li", {}, button, " ", h("span.code", {}, firm.id));
      });
      put(this.answer, h("ul.choices", {}, items), more ? h("p.quiet", {}, "还有更多，请再输入几个字。") : null);
      items[0].firstChild.focus();
    }
    /** All draws of one firm. */
    async show(firm, asked) {
      this.firm = firm;
      this.shown = firm.id;
      if (this.about.share && location.hash !== `#${firm.id}`) history.replaceState(null, "", `#${firm.id}`);
      const index = await this.directory.index();
      if (asked !== this.asked) return;
      const draws = index.draws.filter((entry) => !this.about.only || entry.draw === this.about.only);
      const title2 = h(this.about.only ? "h3.firm__name" : "h2.firm__name", { tabindex: "-1" }, firm.name || "名录里没有这个编号", " ", h("span.code", {}, firm.id));
      const cards = h("div");
      put(this.answer, title2, this.rosterWords(firm, index), cards, this.later(firm, index, draws.slice(AT_ONCE2), asked));
      this.say(draws.length ? "正在逐次查看……" : "还没有抽查。");
      const found = await this.add(cards, firm, index, draws.slice(0, AT_ONCE2), asked);
      if (asked !== this.asked) return;
      const drawn = found.filter((one) => one.drawn).length;
      this.say(this.about.only ? "查到了。" : `看了最近 ${found.length} 次抽查，抽中 ${drawn} 次。`);
      title2.focus({ preventScroll: true });
      title2.scrollIntoView({ block: "nearest" });
    }
    rosterWords(firm, index) {
      const newest = index.rosters.length - 1;
      const now = firm.rosters && inRanges(firm.rosters, newest);
      const text2 = now ? "在现在的名录里。" : firm.rosters ? "从前在名录里，现在不在。" : "不在任何一份抽签用过的名录里，也不在现在的名录里。编号没有抄错的话，这家单位没有参加过抽签。";
      return h("p", {}, text2);
    }
    async add(cards, firm, index, draws, asked) {
      const found = [];
      for (const entry of draws) {
        const listed = entry.roster >= 0 ? Boolean(firm.rosters) && inRanges(firm.rosters, entry.roster) : null;
        const one = await standing(this.directory, entry, firm.id, { receipt: this.receipt, listed });
        if (asked !== this.asked) return found;
        found.push(one);
        fill(cards, [standingCard(one, { ...this.about, get: this.reader.read, genesis: index.genesis, open: Boolean(this.about.only) })]);
      }
      return found;
    }
    later(firm, index, draws, asked) {
      if (!draws.length) return null;
      const button = h("button.button.button--second", { type: "button" }, `再看更早的 ${draws.length} 次抽查`);
      const place3 = h("div", {}, h("p", {}, button));
      button.addEventListener("click", async () => {
        button.disabled = true;
        const cards = h("div");
        place3.replaceWith(cards);
        await this.add(cards, firm, index, draws, asked);
      });
      return place3;
    }
    receiptPart(place3) {
      const part = place3.querySelector("[data-receipt]");
      if (!part) return;
      this.paper = { text: part.querySelector("textarea"), image: part.querySelector("input[type=file]"), said: part.querySelector("[data-receipt-said]") };
      if (canScan()) return;
      const instead = "这个浏览器不能识别图片里的二维码：请用手机扫出文字，粘贴到上面。";
      part.querySelector("[data-scan]").replaceWith(h("p.quiet", {}, instead));
    }
    /** Searches with the receipt whose text was pasted. */
    useReceipt() {
      const { text: text2, said } = this.paper;
      try {
        this.receipt = parseReceipt(text2.value);
        said.textContent = "";
        this.input.value = this.receipt.objectId;
        return this.submit();
      } catch (error) {
        if (!(error instanceof BadReceipt)) throw error;
        said.textContent = error.message;
        return void 0;
      }
    }
    /** Reads the receipt from the image that was chosen, then searches with it. */
    async useImage() {
      const { text: text2, image, said } = this.paper;
      if (!image.files.length) return;
      said.textContent = "正在识别……";
      try {
        text2.value = await scan(image.files[0]);
      } catch (error) {
        said.textContent = error.message;
        return;
      }
      this.useReceipt();
    }
  };

  // page/firm_form.js
  function wakeForm(section, search) {
    const said = section.querySelector("[data-said]");
    const act = async (work) => {
      try {
        work(await search());
      } catch (error) {
        said.textContent = "查找程序没有取到。请检查网络再试。";
      }
    };
    section.addEventListener("focusin", () => act(() => null));
    section.querySelector("form").addEventListener("submit", (event2) => {
      event2.preventDefault();
      act((found) => found.submit());
    });
    const receipt = section.querySelector("[data-receipt]");
    if (receipt) {
      receipt.querySelector("button").addEventListener("click", () => act((found) => found.useReceipt()));
      receipt.querySelector("input[type=file]").addEventListener("change", () => act((found) => found.useImage()));
    }
    for (const control of section.querySelectorAll("[disabled]")) control.disabled = false;
  }

  // csv.js
  var LF = 10;
  var PIECE = 1 << 20;
  function csvField(value) {
    return /[",]/.test(value) ? `"${value.replace(/"/g, '""')}"` : value;
  }
  function csvText(header, rows) {
    let text2 = `${header.map(csvField).join(",")}
`;
    for (const row2 of rows) text2 += `${row2.map(csvField).join(",")}
`;
    return text2;
  }
  function* linesOf(data, name) {
    if (data.length === 0 || data[data.length - 1] !== LF) {
      throw new Malformed("csv-end", "文件须以换行结束", "the file must end with a line feed", { file: name });
    }
    let number = 1;
    for (let start = 0; start < data.length; ) {
      let end = Math.min(start + PIECE, data.length);
      end = end === data.length ? end : data.indexOf(LF, end) + 1;
      const text2 = decodeUtf8(data.subarray(start, end), name);
      if (start === 0 && text2.startsWith("\uFEFF")) {
        throw new Malformed("bom", "文件开头有BOM", "the file starts with a byte order mark", { file: name, line: 1 });
      }
      checkText(text2, name, number);
      const lines = text2.split("\n");
      lines.pop();
      for (const line of lines) yield [line, number++];
      start = end;
    }
  }
  function quotedFields(line) {
    const fields2 = [];
    const field = /(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/y;
    for (let ended = false; !ended; ) {
      const found = field.exec(line);
      if (!found) return null;
      fields2.push(found[1] === void 0 ? found[2] : found[1].replace(/""/g, '"'));
      ended = found[3] === "";
    }
    return fields2;
  }
  function fieldsOf(line, number, name) {
    if (!line.includes('"')) return line.split(",");
    const fields2 = quotedFields(line);
    if (!fields2 || fields2.map(csvField).join(",") !== line) {
      const en = "quotes that don't match, or quoted where no quote is needed";
      throw new Malformed("csv-quote", "引号不成对或不必要", en, { file: name, line: number });
    }
    return fields2;
  }
  function* csvRows(data, header, name = "") {
    for (const [line, number] of linesOf(data, name)) {
      if (number === 1) {
        if (line !== header.join(",")) {
          throw new Malformed("csv-header", "表头不符", `the header must be ${header.join(",")}`, {
            file: name,
            line: 1
          });
        }
        continue;
      }
      const fields2 = fieldsOf(line, number, name);
      if (fields2.length !== header.length) {
        const en = `expected ${header.length} columns, found ${fields2.length}`;
        throw new Malformed("csv-width", `应有${header.length}列`, en, { file: name, line: number });
      }
      yield [fields2, number];
    }
  }
  function parseCsv(data, header, name = "") {
    return Array.from(csvRows(data, header, name), ([fields2]) => fields2);
  }
  var KeyOrder = class {
    constructor(name = "") {
      this.name = name;
      this.last = null;
      this.upper = false;
      this.lower = false;
    }
    /** Whether keys of both cases came by: only then can two of a sorted list be equal but for case. */
    get mixed() {
      return this.upper && this.lower;
    }
    /** @throws {Malformed} */
    add(key, line) {
      if (this.last !== null && !(compareBytes(this.last, key) < 0)) {
        const en = "not in byte order, or a duplicate key";
        throw new Malformed("not-sorted", "未按字节排序或键重复", en, { file: this.name, line });
      }
      this.last = key;
      this.upper = this.upper || /[A-Z]/.test(key);
      this.lower = this.lower || /[a-z]/.test(key);
    }
  };
  function checkCases(keys, name = "") {
    const seen = /* @__PURE__ */ new Set();
    let line = 1;
    for (const key of keys) {
      line++;
      const folded = key.toLowerCase();
      if (seen.has(folded)) {
        throw new Malformed("duplicate", `${key}与前文仅大小写不同`, `${key} differs only by case`, { file: name, line });
      }
      seen.add(folded);
    }
  }
  function checkSorted(keys, name = "") {
    const order = new KeyOrder(name);
    keys.forEach((key, index) => order.add(key, index + 2));
    if (order.mixed) checkCases(keys, name);
  }
  function* sortedRows(data, header, name = "") {
    const order = new KeyOrder(name);
    for (const row2 of csvRows(data, header, name)) {
      order.add(row2[0][0], row2[1]);
      yield row2;
    }
    if (order.mixed) checkCases(firstColumn(data, header, name), name);
  }
  function* firstColumn(data, header, name) {
    for (const [fields2] of csvRows(data, header, name)) yield fields2[0];
  }

  // merkle.js
  var HASH_BYTES = 32;
  var EMPTY_ROOT = sha256(new Uint8Array(0));
  function leafHash(entry) {
    return sha256.create().update(Uint8Array.of(0)).update(entry).digest();
  }
  function nodeHash(left, right) {
    return sha256.create().update(Uint8Array.of(1)).update(left).update(right).digest();
  }
  function root(leaves) {
    return rootsAt(leaves, [leaves.length]).get(leaves.length);
  }
  var Frontier = class {
    constructor() {
      this.size = 0;
      this.peaks = [];
    }
    /** Adds one leaf hash on the right. */
    append(leaf) {
      let node = leaf;
      for (let size2 = this.size; size2 % 2 === 1; size2 = (size2 - 1) / 2) node = nodeHash(this.peaks.pop(), node);
      this.peaks.push(node);
      this.size++;
    }
    /** The root of the tree so far. */
    root() {
      return this.peaks.length ? this.peaks.reduceRight((right, left) => nodeHash(left, right)) : EMPTY_ROOT;
    }
  };
  function rootsAt(leaves, sizes) {
    const wanted2 = new Set(sizes);
    wanted2.forEach((size2) => require2(Number.isInteger(size2) && size2 >= 0 && size2 <= leaves.length));
    const frontier = new Frontier();
    const roots = new Map(wanted2.has(0) ? [[0, EMPTY_ROOT]] : []);
    for (const leaf of leaves) {
      frontier.append(leaf);
      if (wanted2.has(frontier.size)) roots.set(frontier.size, frontier.root());
    }
    return roots;
  }
  function require2(holds2) {
    if (!holds2) throw new Refused("log-position", "总账中没有这个位置", "there is no such position in the log");
  }

  // checkpoints.js
  var LAST_TIME = 32503679999;
  var TIME_BYTES = 8;
  function parseDecimal(text2) {
    const value = /^(?:0|[1-9][0-9]{0,15})$/.test(text2) ? Number(text2) : NaN;
    if (!Number.isSafeInteger(value)) throw new Malformed("decimal", "不是数", "not a decimal number");
    return value;
  }
  function parseCheckpoint(text2) {
    const lines = text2.split("\n");
    if (lines.length !== 4 || lines[3] !== "" || lines[0] === "" || /[\u0000-\u001f]/.test(lines[0])) {
      throw new Malformed("checkpoint", "不是总账指纹的写法", "not a checkpoint");
    }
    const [size2, root2] = [parseDecimal(lines[1]), decodeBase64(lines[2])];
    if (root2.length !== HASH_BYTES) throw new Malformed("checkpoint", "根不是32字节", "the root hasn't 32 bytes");
    return { origin: lines[0], size: size2, root: root2, text: text2 };
  }
  function fingerprint2(checkpoint) {
    return sha256Hex(checkpoint.text);
  }
  function verifyCheckpoint(note, log) {
    const checkpoint = parseCheckpoint(note.text);
    if (checkpoint.origin !== log.name) {
      throw new Fails("origin", `来源${checkpoint.origin.slice(0, 80)}不符`, "another log's checkpoint");
    }
    if (!note.signedBy(log)) {
      throw new Fails("unsigned-checkpoint", "没有总账的签名", "the log hasn't signed this checkpoint");
    }
    return checkpoint;
  }
  function verifyCosignature(note, vkey) {
    if (vkey.type !== COSIGNER_KEY) throw new Refused("key-type", "不是会签密钥", "not a cosigner's key");
    const line = note.signatureOf(vkey);
    if (!line) return null;
    let time2 = 0;
    for (const byte of line.signature.slice(0, TIME_BYTES)) time2 = time2 * 256 + byte;
    const message = bytesOf(`cosignature/v1
time ${time2}
${note.text}`);
    const good = time2 <= LAST_TIME && verifySignature(vkey.key, line.signature.slice(TIME_BYTES), message);
    if (!good) throw new Fails("bad-cosignature", `${vkey.name}的见证签名无效`, `a bad cosignature of ${vkey.name}`);
    return time2;
  }
  function cosigned(note, witnesses) {
    const times = /* @__PURE__ */ new Map();
    for (const witness of witnesses) {
      const time2 = verifyCosignature(note, witness);
      if (time2 !== null) times.set(witness.name, time2);
    }
    return times;
  }

  // identifiers.js
  var IDENTIFIER2 = /^[0-9A-Za-z][0-9A-Za-z._-]{0,63}$/;
  var DRAW2 = /^[0-9]{4}-(?:00[1-9]|0[1-9][0-9]|[1-9][0-9]{2,})$/;
  var HEX643 = /^[0-9a-f]{64}$/;
  var RATIO = /^(?:0|1|0\.[0-9]{1,6})$/;
  var COUNT = /^(?:0|[1-9][0-9]*)$/;
  var PARTY = /^[a-z0-9.-]+\/[a-z0-9-]+$/;
  var ABSENT = "ABSENT";
  var VACANT = "-";
  var TIME = /^([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})(?:Z|([+-])([0-9]{2}):([0-9]{2}))$/;
  var DATE = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/;
  var DAY = 86400;
  var SHANGHAI = 8 * 3600;
  var [FIRST_YEAR, LAST_YEAR] = [1900, 2999];
  function isIdentifier(text2) {
    return IDENTIFIER2.test(text2);
  }
  function dayStart(year, month, day) {
    const date2 = /* @__PURE__ */ new Date(0);
    date2.setUTCFullYear(year, month - 1, day);
    const exists = date2.getUTCFullYear() === year && date2.getUTCMonth() === month - 1 && date2.getUTCDate() === day;
    return exists && year >= FIRST_YEAR && year <= LAST_YEAR ? date2.getTime() / 1e3 : NaN;
  }
  function parseTime(text2) {
    const found = TIME.exec(text2);
    if (!found) throw notTime(text2);
    const [year, month, day, hour, minute, second] = found.slice(1, 7).map(Number);
    const [sign, hours, minutes] = [found[7] === "-" ? -1 : 1, Number(found[8] || 0), Number(found[9] || 0)];
    const seconds = dayStart(year, month, day) + hour * 3600 + minute * 60 + second;
    const fine = hour < 24 && minute < 60 && second < 60 && hours < 24 && minutes < 60;
    if (!fine || Number.isNaN(seconds)) throw notTime(text2);
    return seconds - sign * (hours * 3600 + minutes * 60);
  }
  function notTime(text2) {
    return new Malformed("time", `不是时刻：${text2.slice(0, 40)}`, `not a time: ${text2.slice(0, 40)}`);
  }
  function parseDate(text2) {
    const found = DATE.exec(text2);
    const seconds = found ? dayStart(Number(found[1]), Number(found[2]), Number(found[3])) : NaN;
    if (Number.isNaN(seconds)) {
      throw new Malformed("date", `不是日期：${text2.slice(0, 40)}`, `not a date: ${text2.slice(0, 40)}`);
    }
    return seconds;
  }
  function endOf(date2, days2 = 0) {
    return parseDate(date2) + (1 + days2) * DAY - SHANGHAI;
  }
  function timeText(seconds) {
    return `${new Date((seconds + SHANGHAI) * 1e3).toISOString().slice(0, 19)}+08:00`;
  }
  function dateOf(seconds) {
    return timeText(seconds).slice(0, 10);
  }
  function drawNumber(year, ordinal) {
    return `${year}-${String(ordinal).padStart(3, "0")}`;
  }

  // schema.js
  var SURROGATE_PAIR = /[\ud800-\udbff][\udc00-\udfff]/g;
  function lengthOf(text2) {
    return text2.replace(SURROGATE_PAIR, " ").length;
  }
  var when = (holds2) => (value, path) => holds2(value) ? null : path;
  var matching = (pattern) => when((value) => typeof value === "string" && pattern.test(value));
  var text = (longest) => when((value) => typeof value === "string" && lengthOf(value) <= longest);
  var oneOf = (...texts) => when((value) => texts.includes(value));
  var integer = (least, most) => when((value) => Number.isInteger(value) && least <= value && value <= most);
  var anything = when((value) => typeof value === "object" && !Array.isArray(value));
  var list = (item, least, most) => (value, path) => {
    if (!Array.isArray(value) || value.length < least || value.length > most) return path;
    return first(value.map((member, at) => () => item(member, `${path}[${at}]`)));
  };
  var object = (members, optional = []) => (value, path) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return path;
    const stranger = Object.keys(value).find((key) => !Object.prototype.hasOwnProperty.call(members, key));
    if (stranger !== void 0) return `${path}.${stranger}`;
    const missing = Object.keys(members).find((key) => !(key in value) && !optional.includes(key));
    if (missing !== void 0) return `${path}.${missing}`;
    return first(Object.keys(value).map((key) => () => members[key](value[key], `${path}.${key}`)));
  };
  var mapping = (keys, item, least = 0, most = Infinity) => (value, path) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return path;
    const names = Object.keys(value);
    if (names.length < least || names.length > most || !names.every((name) => keys.test(name))) return path;
    return first(names.map((name) => () => item(value[name], `${path}.${name}`)));
  };
  var ruled = (validator, holds2) => (value, path) => validator(value, path) || (holds2(value) ? null : path);
  function first(checks) {
    for (const check3 of checks) {
      const found = check3();
      if (found !== null) return found;
    }
    return null;
  }
  var parses = (parse) => (value, path) => {
    if (typeof value !== "string") return path;
    try {
      parse(value);
      return null;
    } catch (error) {
      if (error instanceof Malformed) return path;
      throw error;
    }
  };
  var identifier = matching(IDENTIFIER2);
  var hex64 = matching(HEX643);
  var hex64OrEmpty = when((value) => value === "" || typeof value === "string" && HEX643.test(value));
  var draw = matching(DRAW2);
  var drawOrEmpty = when((value) => value === "" || typeof value === "string" && DRAW2.test(value));
  var party = matching(PARTY);
  var ratio = matching(RATIO);
  var count = matching(COUNT);
  var time = parses(parseTime);
  var date = parses(parseDate);
  var whole = integer(0, Number.MAX_SAFE_INTEGER);
  var boolean = when((value) => typeof value === "boolean");
  var title = when((value) => {
    return typeof value === "string" && value !== "" && lengthOf(value) <= 200 && !value.includes("\n");
  });
  function checked(value, validator, name = "") {
    const wrong = validator(value, "");
    if (wrong === null) return value;
    const member = wrong.replace(/^\./, "") || "(whole)";
    throw new Malformed(
      "member",
      `成员${member}缺失、多余或写法不符`,
      `member ${member} is missing, unknown or not well written`,
      {
        file: name
      }
    );
  }
  function parsePart(data, validator, name = "") {
    return checked(parseJson(data, name), validator, name);
  }

  // records.js
  var WANTED = matching(/^(?:\*|[0-9A-Za-z][0-9A-Za-z._-]{0,63})$/);
  var FILE_NAME = /^[0-9a-z][0-9a-z./-]{0,127}$/;
  var LONG = text(4e3);
  var seat = object({ department: WANTED, skill: WANTED });
  var beacon = object({
    source: matching(/^[a-z0-9-]{1,32}$/),
    round: matching(/^[0-9A-Za-z/-]{1,64}$/),
    time
  });
  var files = mapping(FILE_NAME, hex64);
  var either = (one, other) => (value) => one in value !== other in value;
  var quota = ruled(
    object({ stratum: identifier, listed: whole, eligible: whole, ratio, count, size: whole }, ["ratio", "count"]),
    either("ratio", "count")
  );
  var planUse = ruled(
    object({ file: hex64, row: identifier, occurrence: matching(/^[1-9][0-9]{0,3}$/), approval: title }, [
      "file",
      "row",
      "occurrence",
      "approval"
    ]),
    (use) => Object.keys(use).length === ("approval" in use ? 1 : 3)
  );
  var removal = object({
    object: identifier,
    inspector: matching(/^(?:-|[0-9A-Za-z][0-9A-Za-z._-]{0,63})$/),
    code: oneOf("recused", "prevented", "vacant"),
    late: boolean
  });
  var fileRecord = {
    file: matching(/^[0-9A-Za-z][0-9A-Za-z._/-]{0,127}$/),
    sha256: hex64,
    version: title,
    effective: date
  };
  var row = { draw: drawOrEmpty, object: identifier, row: hex64, replaces: hex64OrEmpty };
  var filing = { draw, period: title, files };
  var NUMBER = integer(1, 9999);
  var MEMBERS = {
    genesis: [{ bureau: title, trust: hex64 }],
    trust: [{ trust: hex64, reason: LONG }],
    items: [fileRecord],
    plan: [fileRecord],
    policy: [fileRecord],
    roster: [
      { table: oneOf("objects", "inspectors", "agencies"), sha256: hex64, rows: whole, changes: hex64, sealed: hex64 }
    ],
    commit: [
      {
        draw,
        title,
        protocol: oneOf("draw/1"),
        basis: object({ size: whole, root: hex64 }),
        plan: planUse,
        register: hex64,
        items: list(identifier, 1, 64),
        files,
        frame: oneOf("open", "blinded"),
        quotas: list(quota, 1, 64),
        team: object({ seats: list(seat, 2, 8) }),
        beacons: list(beacon, 1, 8),
        parties: list(object({ party, commitment: hex64 }), 2, 16),
        reveal_by: time,
        inspect_by: date,
        publish_by: date,
        replaces: object({ draw, differences: list(LONG, 0, 64) })
      },
      ["replaces"]
    ],
    reveal: [{ draw, commit: hex64, party, secret: hex64 }],
    ceremony: [{ draw, commit: hex64, value: matching(/^[0-9]{20}$/) }],
    close: [
      { draw, commit: hex64, reveals: mapping(/^[a-z0-9.-]+\/[a-z0-9-]+$/, matching(/^(?:[0-9a-f]{64}|ABSENT)$/)) }
    ],
    outcome: [{ draw, commit: hex64, close: hex64, seed: hex64, files }],
    change: [
      {
        draw,
        number: NUMBER,
        removals: list(removal, 0, 1e3),
        supplements: list(object({ object: identifier }), 0, 1e3),
        beacon
      }
    ],
    changed: [{ draw, number: NUMBER, change: hex64, answer: anything, files }],
    void: [{ draw, commit: hex64, code: oneOf("error", "absence", "unwitnessed", "beacon-silent"), reason: LONG }],
    audit: [{ draw, checked: whole, errors: whole, statement: LONG }],
    report: [filing, ["draw", "period"]],
    archive: [filing, ["draw", "period"]],
    result: [row],
    correction: [row],
    nonrandom: [row],
    withdraw: [{ ...row, ground: oneOf("repair", "expired", "court"), document: LONG }]
  };
  var VALIDATORS = new Map(
    Object.keys(MEMBERS).map((type) => {
      const [members, optional] = MEMBERS[type];
      return [type, object({ type: oneOf(type), time, ...members }, optional)];
    })
  );
  var SIGNERS = {
    genesis: ["draw", "legal", "log", "recovery"],
    trust: ["draw", "legal"],
    items: ["draw", "legal"],
    plan: ["draw", "legal"],
    policy: ["draw", "legal"],
    roster: ["draw"],
    commit: ["draw", "legal"],
    reveal: [],
    ceremony: ["draw", "legal"],
    close: ["draw", "legal"],
    outcome: ["draw", "legal"],
    change: ["draw", "legal"],
    changed: ["draw", "legal"],
    void: ["draw", "legal"],
    audit: ["auditor"],
    report: ["draw"],
    archive: ["draw"],
    result: [],
    correction: [],
    nonrandom: [],
    withdraw: ["draw", "legal"]
  };
  function parseRecord(recordText, name = "") {
    const value = parseJsonText(evidenceText(bytesOf(recordText), name), name);
    const validator = value && typeof value === "object" ? VALIDATORS.get(value.type) : void 0;
    if (!validator) throw new Malformed("type", "不是协议中的记录", "not a record of the protocol", { file: name });
    return checked(value, validator, name);
  }

  // history.js
  var Entry = class {
    constructor(position, data) {
      this.position = position;
      this.data = data;
      this.note = null;
      this.record = null;
      this.fault = null;
      try {
        this.note = parseEntry(data);
        this.record = parseRecord(this.note.text);
      } catch (error) {
        if (!(error instanceof Malformed)) throw error;
        this.fault = error;
      }
      this.hash = this.note ? this.note.hash : "";
    }
  };
  var DrawRecords = class {
    constructor(draw2) {
      this.draw = draw2;
      this.commits = [];
      this.reveals = [];
      this.ceremonies = [];
      this.closes = [];
      this.outcomes = [];
      this.changes = [];
      this.changed = [];
      this.voids = [];
      this.rows = [];
      this.withdrawals = [];
      this.audits = [];
    }
    /** The commit's entry, or null; likewise close, outcome and void. */
    get commit() {
      return this.commits[0] || null;
    }
    get close() {
      return this.closes[0] || null;
    }
    get outcome() {
      return this.outcomes[0] || null;
    }
    get void() {
      return this.voids[0] || null;
    }
    /** Objects (or aliases) that have a result logged before `position`. */
    settledBefore(position) {
      const rows = this.rows.filter((entry) => entry.position < position);
      return new Set(rows.map((entry) => entry.record.object));
    }
  };
  var LISTS2 = {
    commit: "commits",
    reveal: "reveals",
    ceremony: "ceremonies",
    close: "closes",
    outcome: "outcomes",
    change: "changes",
    changed: "changed",
    void: "voids",
    result: "rows",
    correction: "rows",
    withdraw: "withdrawals",
    audit: "audits"
  };
  var History = class {
    /** @param {Uint8Array[]} entries */
    constructor(entries) {
      this.entries = entries.map((data, position) => new Entry(position, data));
      this.draws = /* @__PURE__ */ new Map();
    }
    /** Gathers each draw's records, once it is known which notes are rejected (their `fault` is set). */
    gatherDraws() {
      this.entries.filter((entry) => !entry.fault).forEach((entry) => this.gather(entry));
    }
    gather(entry) {
      const list2 = entry.record ? LISTS2[entry.record.type] : void 0;
      const draw2 = list2 ? entry.record.draw : "";
      if (!draw2) return;
      if (!this.draws.has(draw2)) this.draws.set(draw2, new DrawRecords(draw2));
      this.draws.get(draw2)[list2].push(entry);
    }
    /** All entries whose record is of one of `types`, in the order of the log. */
    of(...types) {
      return this.entries.filter((entry) => entry.record && !entry.fault && types.includes(entry.record.type));
    }
    /** Entries of the item lists, policies or plans logged before `size`, oldest first. */
    files(type, size2) {
      return this.of(type).filter((entry) => entry.position < size2);
    }
    /** The newest roster entry of a table logged before `size`, or null. */
    roster(table, size2) {
      const found = this.of("roster").filter((entry) => entry.record.table === table && entry.position < size2);
      return found.length ? found[found.length - 1] : null;
    }
  };

  // orders.js
  var PUBLIC_COLUMNS = ["kind", "section", "industry", "town"];
  var LONG2 = text(4e3);
  var WORDS = text(500);
  var condition = object({ column: identifier, in: list(title, 1, 1e3) });
  var where = list(condition, 0, 16);
  var ORDER3 = object({
    title,
    unit: identifier,
    items: list(identifier, 1, 64),
    kind: oneOf("undirected", "directed"),
    method: oneOf("daily", "special", "paper"),
    visits: oneOf("announced", "unannounced", "paper"),
    frame: oneOf("open", "blinded"),
    approval: LONG2,
    approval_no: LONG2,
    notice_no: LONG2,
    targeting: where,
    scheme: identifier,
    strata: list(object({ stratum: identifier, title, where, ratio, count }, ["ratio", "count"]), 1, 64),
    exclusions: list(identifier, 0, 16),
    team: list(seat, 2, 8),
    beacons: list(beacon, 1, 8),
    times: object({ reveal_by: time, inspect_by: date, publish_by: date })
  });
  var days = integer(1, 3660);
  var small = integer(1, 120);
  var monthDay = matching(/^(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$/);
  var sources = list(matching(/^[a-z0-9-]{1,32}$/), 1, 8);
  var POLICY = object({
    schema: integer(1, 1),
    version: title,
    effective: date,
    numbers: object({
      publish_days: days,
      publish_working_days: days,
      certificate_days: days,
      withdraw_after_months: small,
      small_population: small,
      high_chance: ratio,
      joint_share: ratio,
      retention_years: small,
      roster_age_days: days,
      basis_age_days: days,
      clean_visits: small,
      clean_years: small,
      merge_below: small,
      plan_due: monthDay,
      report_on: list(monthDay, 0, 12)
    }),
    strata: mapping(
      /^[0-9A-Za-z][0-9A-Za-z._-]{0,63}$/,
      list(object({ stratum: identifier, title, where }), 1, 64),
      1,
      64
    ),
    beacons: object({ connected: sources, offline: sources })
  });
  var ITEMS = object({
    schema: integer(1, 1),
    version: title,
    effective: date,
    items: list(
      object({
        item: identifier,
        name: title,
        class: oneOf("重点检查事项", "一般检查事项"),
        law_type: WORDS,
        basis: list(WORDS, 1, 200),
        unit: identifier,
        method: list(identifier, 1, 6),
        ratio,
        frequency_cap: integer(1, 12),
        scope: where,
        scope_text: WORDS,
        skill: matching(/^(?:\*|[0-9A-Za-z][0-9A-Za-z._-]{0,63})$/)
      }),
      1,
      500
    )
  });
  function parseOrder(data, name = "order.json") {
    return parsePart(data, ORDER3, name);
  }
  function parsePolicy(data, name = "") {
    return parsePart(data, POLICY, name);
  }
  function parseItems(data, name = "") {
    return parsePart(data, ITEMS, name);
  }
  var LISTING = object({ files: list(text(300), 0, 5e6) });
  function parseListing(data, name = "evidence.json") {
    return parsePart(data, LISTING, name).files;
  }

  // published.js
  var TRUST = "keys/trust.json";
  var CHECKPOINT = "log/checkpoint";
  var LISTING2 = "evidence.json";
  var COMMIT_FILES = ["order.json", "frame.csv", "panel.csv"];
  var OUTCOME_FILES = ["beacon.json", "seed.txt", "selection.csv", "teams.csv"];
  var FRAME_KEY = "frame-key.txt";
  var drawFile = (draw2, name) => `draws/${draw2}/${name}`;
  var revealFile = (number) => `reveal-${number}.note`;
  var changeFile = (number, kind) => {
    const digits = String(number).padStart(4, "0");
    return kind === "done" ? `changes/${digits}-done.note` : `changes/${digits}.${kind}`;
  };
  var rowFile = (row2) => `rows/${row2}.json`;
  var snapshot = (sha2562, suffix = "csv") => `data/snapshots/${sha2562}.${suffix}`;
  var checkpointFile = (size2) => `log/checkpoints/${size2}`;
  var SMALL2 = 1 << 20;
  var BIG_KEPT = 3;
  var Source = class {
    /**
     * @param {(path: string) => Promise<Uint8Array|null>} read
     * @param {string[]} [files] all paths, where the caller knows them (a folder, a zip)
     */
    constructor(read, files2) {
      this.read = read;
      this.files = files2 || null;
      this.kept = /* @__PURE__ */ new Map();
      this.hashes = /* @__PURE__ */ new Map();
      this.big = [];
    }
    async bytes(path) {
      if (this.kept.has(path)) return this.kept.get(path);
      const data = await this.read(path);
      this.kept.set(path, data);
      if (data !== null && data.length >= SMALL2 && this.big.push(path) > BIG_KEPT) this.kept.delete(this.big.shift());
      return data;
    }
    async hash(path) {
      if (!this.hashes.has(path)) {
        const data = await this.bytes(path);
        this.hashes.set(path, data ? sha256Hex(data) : "");
      }
      return this.hashes.get(path);
    }
    /** All paths: those the caller knows, else those of evidence.json, which nobody has signed. */
    async paths() {
      if (!this.files) {
        const data = await this.bytes(LISTING2);
        const { value } = data ? attempt(() => parseListing(data)) : {};
        this.files = value || [];
      }
      return this.files;
    }
  };

  // signing.js
  function missingSigners(ledger, policy, record, signed) {
    if (record.type === "reveal") {
      return signed.keys.some((key) => key.parsed.name === record.party) ? [] : [record.party];
    }
    if (record.type === "trust" && isRecovery(ledger, policy, record, signed)) return [];
    const isDraw = "draw" in record;
    const has = (role) => role === "recovery" ? isRecoveryQuorum(policy, signed) : signed.roles.has(role) || role === "legal" && isDraw && signed.roles.has("deputy");
    return SIGNERS[record.type].filter((role) => !has(role));
  }
  function isRecoveryQuorum(policy, signed) {
    const keys = signed.keys.filter((key) => key.role === "recovery");
    const holders = new Set(keys.map((key) => key.holder));
    return holders.size > 0 && holders.size >= policy.recovery && keys.some((key) => key.outside);
  }
  function outsideObservers(signed) {
    return signed ? signed.keys.filter((key) => key.role === "observer" && key.outside).length : 0;
  }
  function isRecovery(ledger, policy, record, signed) {
    const next = ledger.trust.policies.get(record.trust);
    return isRecoveryQuorum(policy, signed) && next !== void 0 && next.settings === policy.settings;
  }

  // tiles.js
  var WIDTH = 256;
  function place(index, width) {
    const digits = String(index);
    const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, "0").match(/[0-9]{3}/g);
    const path = groups.map((group, at) => at < groups.length - 1 ? `x${group}` : group).join("/");
    return width === WIDTH ? path : `${path}.p/${width}`;
  }
  function tilePath(level, index, width = WIDTH) {
    return `tile/${level}/${place(index, width)}`;
  }
  function entriesPath(index, width = WIDTH) {
    return `tile/entries/${place(index, width)}`;
  }
  function parseBundle(data, name = "") {
    const entries = [];
    let at = 0;
    while (at + 2 <= data.length) {
      const end = at + 2 + data[at] * 256 + data[at + 1];
      if (end > data.length) break;
      entries.push(data.slice(at + 2, end));
      at = end;
    }
    if (at !== data.length || entries.length === 0 || entries.length > WIDTH) {
      throw new Malformed("bundle", "条目包不完整", "the bundle is cut or has a wrong length", { file: name });
    }
    return entries;
  }
  function* pathsFor(size2) {
    for (let start = 0; start < size2; start += WIDTH) {
      const width = Math.min(WIDTH, size2 - start);
      yield { path: entriesPath(start / WIDTH, width), width };
    }
  }
  function* tilesOf(leaves) {
    let level = 0;
    for (let hashes = leaves; hashes.length; level++) {
      const above = [];
      for (let start = 0; start < hashes.length; start += WIDTH) {
        const chunk = hashes.slice(start, start + WIDTH);
        const tile = new Uint8Array(chunk.length * 32);
        chunk.forEach((hash2, at) => tile.set(hash2, at * 32));
        yield [tilePath(level, start / WIDTH, chunk.length), tile];
        if (chunk.length === WIDTH) above.push(root(chunk));
      }
      hashes = above;
    }
  }

  // trust.js
  var OFFICES = ["draw", "legal", "log"];
  var ROLES = [...OFFICES, "observer", "auditor", "recovery", "deputy"];
  var MINIMUM_NOTICE = 600;
  var LONGEST_NOTICE = 30 * 86400;
  var FOR_EVER = Infinity;
  var POLICY2 = object({
    origin: matching(/^[a-z0-9.-]+\/shuangsuiji$/),
    keys: list(
      object({ vkey: text(300), role: oneOf(...ROLES), holder: title, outside: boolean, from: whole, until: whole }, [
        "until"
      ]),
      0,
      256
    ),
    witnesses: list(object({ vkey: text(300), name: title, outside: boolean }), 0, 64),
    quorum: object({ total: whole, outside: whole }),
    recovery: whole,
    beacons: list(matching(/^[a-z0-9-]{1,32}$/), 1, 16),
    notice: integer(MINIMUM_NOTICE, LONGEST_NOTICE)
  });
  var untilOf = (key) => key.until === void 0 ? FOR_EVER : key.until;
  var overlap = (a, b) => a.from < untilOf(b) && b.from < untilOf(a);
  var TrustPolicy = class {
    constructor(members, hash2) {
      this.origin = members.origin;
      this.keys = members.keys.map((key) => ({ ...key, parsed: parseVkey(key.vkey) }));
      this.witnesses = members.witnesses.map((witness) => ({ ...witness, parsed: parseVkey(witness.vkey) }));
      this.quorum = members.quorum;
      this.recovery = members.recovery;
      this.beacons = members.beacons;
      this.notice = members.notice;
      this.hash = hash2;
      this.settings = JSON.stringify({ ...members, keys: [] });
    }
    /** The keys that count for the entry at `position`, of one role or of all. */
    keysAt(position, role) {
      return this.keys.filter((key) => isValidAt(key, position) && (role === void 0 || key.role === role));
    }
    /** The witnesses outside the bureau. */
    get outsiders() {
      return this.witnesses.filter((witness) => witness.outside);
    }
    /** Whether this policy asks for any cosignature at all. */
    get isWatched() {
      return this.quorum.total > 0 || this.quorum.outside > 0;
    }
    /**
     * The earliest moment at which the quorum was complete; null where it isn't, or where nobody is asked for.
     *
     * @param {Map<string, number>} times cosigner's vkey → Unix seconds
     */
    quorumTime(times) {
      if (!this.isWatched) return null;
      const moments = Array.from(new Set(times.values())).sort((a, b) => a - b);
      const complete = moments.find((moment2) => {
        const present = this.witnesses.filter(({ vkey }) => times.get(vkey) <= moment2);
        const outside = present.filter((witness) => witness.outside).length;
        return present.length >= this.quorum.total && outside >= this.quorum.outside;
      });
      return complete === void 0 ? null : complete;
    }
  };
  function isValidAt(key, position) {
    return key.from <= position && position < untilOf(key);
  }
  function parseTrust(data, name = "keys/trust.json") {
    const members = parsePart(data, POLICY2, name);
    let policy;
    try {
      policy = new TrustPolicy(members, sha256Hex(data));
    } catch (error) {
      if (error instanceof Refused) throw new Malformed(error.code, error.zh, error.en, { file: name });
      throw error instanceof Malformed ? error.at(name) : error;
    }
    const wrong = incoherence(policy);
    if (wrong) throw new Malformed("trust", wrong[0], wrong[1], { file: name });
    return policy;
  }
  function incoherence(policy) {
    const vkeys = [...policy.keys, ...policy.witnesses].map((key) => key.parsed);
    const kinds = [...policy.keys.map(() => NOTE_KEY), ...policy.witnesses.map(() => COSIGNER_KEY)];
    if (vkeys.some((vkey, at) => vkey.type !== kinds[at])) return ["密钥类型不符", "a key of the wrong kind"];
    if (new Set(vkeys.map((vkey) => hexOf(vkey.key))).size !== vkeys.length)
      return ["一把密钥用于两处", "one key stands for two"];
    const names = policy.witnesses.map((witness) => witness.parsed.name);
    if (new Set(names).size !== names.length) return ["两名见证人同名", "two witnesses of one name"];
    const offices = policy.keys.filter((key) => OFFICES.includes(key.role));
    const both = offices.some((a) => offices.some((b) => a.holder === b.holder && a.role !== b.role && overlap(a, b)));
    if (both) return ["一人持有抽查、法制、总账中的两把密钥", "one holder has two of draw, legal and log keys"];
    if (policy.quorum.total > policy.witnesses.length)
      return ["法定见证数多于见证人", "the quorum exceeds the witnesses"];
    return null;
  }
  function rolesSigned(policy, note, position) {
    const found = { roles: /* @__PURE__ */ new Map(), keys: [], outdated: [], fault: null };
    for (const key of policy.keys) {
      let signed;
      try {
        signed = note.signedBy(key.parsed);
      } catch (error) {
        if (!(error instanceof Error) || error.code !== "bad-signature") throw error;
        return { roles: /* @__PURE__ */ new Map(), keys: [], outdated: [], fault: error };
      }
      if (!signed) continue;
      if (!isValidAt(key, position)) {
        found.outdated.push(key.parsed.name);
        continue;
      }
      found.keys.push(key);
      found.roles.set(key.role, (found.roles.get(key.role) || /* @__PURE__ */ new Set()).add(key.parsed.name));
    }
    return found;
  }
  var TrustHistory = class {
    /**
     * @param {{position: number, trust: string}[]} changes ascending, the genesis first
     * @param {Map<string, TrustPolicy>} policies by hash, as far as they are held
     */
    constructor(changes, policies) {
      this.changes = changes;
      this.policies = policies;
    }
    /** The policy that decides on the entry at `position`; null where it isn't held. */
    at(position) {
      const before2 = this.changes.filter((change) => change.position < position || change.position === 0);
      return before2.length ? this.policies.get(before2[before2.length - 1].trust) || null : null;
    }
  };

  // ledger.js
  var Ledger = class {
    constructor() {
      this.entries = [];
      this.leaves = [];
      this.faults = [];
      this.newest = null;
      this.checkpoints = [];
      this.history = new History([]);
      this.trust = new TrustHistory([], /* @__PURE__ */ new Map());
      this.badPolicies = [];
      this.roots = /* @__PURE__ */ new Map();
      this.signers = /* @__PURE__ */ new Map();
      this.skipped = /* @__PURE__ */ new Set();
    }
    /** Who signed an entry, by the policy that counts at its position (trust.js); null where that isn't published. */
    signersOf(entry) {
      return this.signers.get(entry.position) || null;
    }
    get size() {
      return this.entries.length;
    }
    /** The genesis hash: that of entry 0's text; empty where there is none. */
    get genesis() {
      const first2 = this.history.entries[0];
      return first2 ? first2.hash : "";
    }
    /** The policy that decides on what comes next. */
    get policy() {
      return this.trust.at(this.size);
    }
    /** The root of the first `size` entries as hex, or "" beyond the log. */
    rootAt(size2) {
      const root2 = this.roots.get(size2);
      return root2 ? hexOf(root2) : "";
    }
    /** Checkpoints without fault whose size is at least `least`, smallest first. */
    goodCheckpoints(least = 0) {
      return this.checkpoints.filter(({ fault, checkpoint }) => !fault && checkpoint.size >= least);
    }
  };
  async function loadLedger(source, { since, only = "", signatures = true } = {}) {
    const ledger = new Ledger();
    const notes = await checkpointNotes(source, since);
    const newest = notes.find(({ path, checkpoint }) => path === CHECKPOINT && checkpoint);
    const size2 = newest ? newest.checkpoint.size : Math.max(0, ...notes.map(({ checkpoint }) => checkpoint ? checkpoint.size : 0));
    if (size2 === 0) throw new Malformed("no-log", "没有总账可读", "there is no log to read", { file: CHECKPOINT });
    await readEntries(source, ledger, size2);
    ledger.leaves = ledger.entries.map(leafHash);
    ledger.history = new History(ledger.entries);
    await readPolicies(source, ledger);
    if (!signatures) ledger.history.gatherDraws();
    else readSignatures(ledger, only);
    const commits = ledger.history.of("commit").map((entry) => entry.record.basis.size);
    const sizes = [ledger.size, ...commits, ...notes.map(({ checkpoint }) => checkpoint ? checkpoint.size : 0)];
    ledger.roots = rootsAt(
      ledger.leaves,
      sizes.filter((wanted2) => wanted2 <= ledger.size)
    );
    if (signatures) for (const held of notes) judgeCheckpoint(ledger, held);
    ledger.newest = notes.find(({ path }) => path === CHECKPOINT) || null;
    ledger.checkpoints = notes.sort((a, b) => sizeOf(a) - sizeOf(b));
    return ledger;
  }
  var sizeOf = ({ checkpoint }) => checkpoint ? checkpoint.size : -1;
  async function checkpointNotes(source, since) {
    const paths = (await source.paths()).filter((path) => /^log\/checkpoints\/[0-9]+$/.test(path));
    const held = [];
    for (const path of [CHECKPOINT, ...paths]) {
      const data = await source.bytes(path);
      if (data) held.push(readNote(path, data));
    }
    if (since) held.push({ ...readNote("since", since), kept: true });
    return held;
  }
  function readNote(path, data) {
    const { value: note, fault } = attempt(() => Note.parse(data, path));
    const read = note ? attempt(() => parseCheckpoint(note.text)) : { fault };
    return { path, note, checkpoint: read.value, fault: read.fault ? read.fault.at(path) : null, times: /* @__PURE__ */ new Map() };
  }
  async function readEntries(source, ledger, size2) {
    for (const { path, width } of pathsFor(size2)) {
      const file = await bundleFile(source, `log/${path}`, width);
      const data = await source.bytes(file);
      if (!data) {
        ledger.faults.push(new Malformed("bundle", "条目包缺失", "a bundle of entries is missing", { file }));
        return;
      }
      const { value: entries, fault } = attempt(() => parseBundle(data, file));
      if (fault || entries.length < width) {
        ledger.faults.push(fault || new Malformed("bundle", `应有${width}条`, `${width} entries expected`, { file }));
        return;
      }
      for (const entry of entries.slice(0, width)) ledger.entries.push(entry);
    }
  }
  async function bundleFile(source, path, width) {
    if (await source.bytes(path)) return path;
    const full = path.replace(/\.p\/[0-9]+$/, "");
    const wider = (name) => name.startsWith(`${full}.p/`) && Number(name.slice(full.length + 3)) > width;
    return (await source.paths()).find((name) => name === full || wider(name)) || path;
  }
  async function readPolicies(source, ledger) {
    const newest = await source.bytes(TRUST);
    for (const { record } of ledger.history.of("genesis", "trust")) {
      const file = snapshot(record.trust, "json");
      const data = [await source.bytes(file), newest].find((bytes) => bytes && sha256Hex(bytes) === record.trust);
      const missing = new Malformed("missing", "签名规定没有公布", "the trust policy isn't published", { file });
      const { value, fault } = data ? attempt(() => parseTrust(data, file)) : { fault: missing };
      if (value) ledger.trust.policies.set(record.trust, value);
      else ledger.badPolicies.push(fault);
    }
  }
  function readSignatures(ledger, only) {
    const { history: history2, trust } = ledger;
    for (const entry of history2.entries.filter(({ note }) => note)) {
      const { record } = entry;
      if (entry.position === 0 && record && record.type === "genesis")
        trust.changes.push({ position: 0, trust: record.trust });
      if (only && record && record.draw && record.draw !== only) {
        ledger.skipped.add(entry.position);
        continue;
      }
      const policy = trust.at(entry.position);
      const signed = policy ? rolesSigned(policy, entry.note, entry.position) : null;
      ledger.signers.set(entry.position, signed);
      if (signed && signed.fault) entry.fault = signed.fault;
      else if (record && record.type === "trust" && signed && missingSigners(ledger, policy, record, signed).length === 0) {
        trust.changes.push({ position: entry.position, trust: record.trust });
      }
    }
    history2.gatherDraws();
  }
  function logKeys(ledger, size2) {
    const found = /* @__PURE__ */ new Map();
    for (const position of [Math.max(0, size2 - 1), size2]) {
      const policy = ledger.trust.at(position);
      const keys = policy ? policy.keysAt(position, "log") : [];
      keys.forEach((key) => found.set(key.vkey, key.parsed));
    }
    return Array.from(found.values());
  }
  function judgeCheckpoint(ledger, held) {
    if (held.fault) return;
    const { note, checkpoint } = held;
    const keys = logKeys(ledger, Math.min(checkpoint.size, ledger.size));
    const { fault } = attempt(() => {
      const signers = keys.filter((key) => note.signatureOf(key));
      if (!signers.length) verifyCheckpoint(note, keys[0] || { name: checkpoint.origin, keyId: new Uint8Array(4) });
      signers.forEach((key) => verifyCheckpoint(note, key));
      held.times = cosignatureTimes(ledger, note);
    });
    held.fault = fault ? fault.at(held.path) : null;
  }
  function cosignatureTimes(ledger, note) {
    const times = /* @__PURE__ */ new Map();
    for (const policy of ledger.trust.policies.values()) {
      for (const { vkey, parsed } of policy.witnesses) {
        if (times.has(vkey)) continue;
        const time2 = cosigned(note, [parsed]).get(parsed.name);
        if (time2 !== void 0) times.set(vkey, time2);
      }
    }
    return times;
  }
  function isOwnName({ path, checkpoint }) {
    return path === CHECKPOINT || path === "since" || path === checkpointFile(checkpoint.size);
  }

  // blinding.js
  var OPENING = object({ object_id: identifier, salt: hex64 });
  var RECEIPT = object({
    draw: text(64),
    opening: OPENING,
    stratum: identifier,
    excluded: text(64),
    genesis: hex64
  });
  function openedAlias(draw2, { object_id, salt }) {
    return alias(draw2, object_id, salt);
  }
  function parseFrameKey(data, name = "frame-key.txt") {
    const written = String.fromCharCode.apply(null, data.subarray(0, 80));
    if (!/^[0-9a-f]{64}\n$/.test(written)) {
      throw new Malformed("frame-key", "不是名单密钥", "not a frame key", { file: name });
    }
    return Uint8Array.from(written.match(/[0-9a-f]{2}/g), (pair) => parseInt(pair, 16));
  }

  // rows.js
  var ROW_FILE = object({ salt: hex64, text: text(6e4) });
  var RESULT_ROW = object(
    {
      draw,
      object: identifier,
      opening: OPENING,
      items: list(identifier, 1, 64),
      visited_on: date,
      fixed_on: date,
      inspectors: list(identifier, 2, 8),
      method: identifier,
      codes: list(identifier, 1, 16),
      dispositions: list(identifier, 0, 16),
      remark: text(4e3),
      reason: text(4e3)
    },
    ["opening"]
  );
  function parseRowFile(data, name = "") {
    return parsePart(data, ROW_FILE, name);
  }
  function rowOf(file) {
    return rowHash(file.salt, file.text);
  }
  function parseResultRow(file, name = "") {
    return parsePart(bytesOf(file.text), RESULT_ROW, name);
  }

  // selection.js
  var PAUSE = 16384;
  function* ticketsByStratum(frame, seed2) {
    const counts = new Array(frame.strata.length).fill(0);
    for (let at = 0; at < frame.size; at++) if (frame.excluded[at] === 0) counts[frame.stratum[at]]++;
    const tickets = counts.map((count2) => ({ rows: new Uint32Array(count2), keys: new Float64Array(count2) }));
    const filled = new Array(counts.length).fill(0);
    const prefix = new PrefixHash(`${seed2}:object:`);
    for (let at = 0; at < frame.size; at++) {
      if (at % PAUSE === PAUSE - 1) yield at;
      if (frame.excluded[at] !== 0) continue;
      const stratum = frame.stratum[at];
      const index = filled[stratum]++;
      tickets[stratum].rows[index] = at;
      tickets[stratum].keys[index] = prefix.key(frame.idBytes(at));
    }
    return new Map(frame.strata.map((stratum, number) => [stratum, tickets[number]]));
  }
  function lowestRows({ rows, keys }, size2) {
    if (size2 >= rows.length) return Array.from(rows);
    const limit = keys.slice().sort()[size2 - 1];
    return Array.from(rows).filter((_, index) => keys[index] <= limit);
  }
  function byTicketThenId(a, b) {
    return compareBytes(a.ticket, b.ticket) || compareBytes(a.object_id, b.object_id);
  }
  function* selectSteps(frame, sizes, seed2) {
    const tickets = yield* ticketsByStratum(frame, seed2);
    const prefix = new PrefixHash(`${seed2}:object:`);
    const drawn = [];
    for (const [stratum, held] of tickets) {
      const size2 = sizes.get(stratum) || 0;
      if (size2 === 0) continue;
      const lowest = lowestRows(held, size2).map((at) => {
        return { rank: 0, object_id: frame.row(at).object_id, stratum, ticket: prefix.hex(frame.idBytes(at)) };
      });
      for (const row2 of lowest.sort(byTicketThenId).slice(0, size2)) drawn.push(row2);
      yield frame.size;
    }
    drawn.sort(byTicketThenId);
    drawn.forEach((row2, index) => {
      row2.rank = index + 1;
    });
    return drawn;
  }
  function select(frame, sizes, seed2) {
    const steps = selectSteps(frame, sizes, seed2);
    for (; ; ) {
      const step = steps.next();
      if (step.done) return step.value;
    }
  }

  // names.js
  var NEAR = 64;
  var MOST_NAMES = 65535;
  var LATIN = new TextDecoder("latin1");
  var Names = class {
    constructor(list2) {
      this.list = list2;
      this.bytes = list2.map(bytesOf);
      this.numbers = new Map(list2.map((text2, number) => [text2, number]));
    }
    /** The number of `data` from `start` to `end`; -1 where there are too many different ones. */
    numberOf(data, start, end) {
      const length = end - start;
      const near = Math.min(this.bytes.length, NEAR);
      for (let number = 0; number < near; number++) {
        const known = this.bytes[number];
        let at = known.length === length ? 0 : Infinity;
        while (at < length && known[at] === data[start + at]) at++;
        if (at === length) return number;
      }
      return this.slowNumberOf(data.subarray(start, end));
    }
    slowNumberOf(bytes) {
      const text2 = LATIN.decode(bytes);
      const known = this.numbers.get(text2);
      if (known !== void 0 || this.list.length > MOST_NAMES) return known === void 0 ? -1 : known;
      this.numbers.set(text2, this.list.length);
      this.bytes.push(bytes);
      return this.list.push(text2) - 1;
    }
  };

  // tables.js
  var FRAME_HEADER = ["object_id", "stratum", "excluded"];
  var PANEL_HEADER = ["inspector_id", "department", "skills", "excluded", "reserve"];
  var SELECTION_HEADER = ["rank", "object_id", "stratum", "ticket"];
  var TEAMS_HEADER = ["object_id", "seat", "inspector_id", "ticket"];
  var CHANGE_HEADER = ["kind", "object_id", "removed", "added", "ticket"];
  var PANEL_EXCLUSIONS = ["", "expired", "suspended", "transferred"];
  var [COMMA, LF2] = [44, 10];
  var MAX_ID = 64;
  var LATIN2 = new TextDecoder("latin1");
  function badRow(name, line, zh, en) {
    return new Malformed("row", zh, en, { file: name, line });
  }
  var ID_BYTES = new Uint8Array(256);
  for (let byte = 0; byte < 256; byte++) {
    const char = String.fromCharCode(byte);
    ID_BYTES[byte] = /[0-9A-Za-z]/.test(char) ? 2 : /[._-]/.test(char) ? 1 : 0;
  }
  var Frame = class {
    constructor(data, capacity) {
      this.data = data;
      this.size = 0;
      this.start = new Uint32Array(capacity);
      this.length = new Uint8Array(capacity);
      this.stratum = new Uint16Array(capacity);
      this.excluded = new Uint16Array(capacity);
      this.strata = [];
      this.codes = [""];
    }
    /** The id's bytes of row `at`. */
    idBytes(at) {
      return this.data.subarray(this.start[at], this.start[at] + this.length[at]);
    }
    /** Row `at` as `{object_id, stratum, excluded}`. */
    row(at) {
      return {
        object_id: LATIN2.decode(this.idBytes(at)),
        stratum: this.strata[this.stratum[at]],
        excluded: this.codes[this.excluded[at]]
      };
    }
    /** The index of an id, or -1. */
    find(objectId) {
      const wanted2 = bytesOf(objectId);
      let [low, high] = [0, this.size - 1];
      while (low <= high) {
        const middle = low + high >>> 1;
        const order = compareIds(this.idBytes(middle), wanted2);
        if (order === 0) return middle;
        if (order < 0) low = middle + 1;
        else high = middle - 1;
      }
      return -1;
    }
    /** All rows as objects, one after another. */
    *rows() {
      for (let at = 0; at < this.size; at++) yield this.row(at);
    }
  };
  function compareIds(left, right) {
    const shorter = Math.min(left.length, right.length);
    for (let at = 0; at < shorter; at++) if (left[at] !== right[at]) return left[at] - right[at];
    return left.length - right.length;
  }
  function precedes(data, left, right) {
    let at = 0;
    while (data[left + at] === data[right + at] && data[left + at] !== COMMA) at++;
    return data[left + at] < data[right + at];
  }
  function identifierEnd(data, at) {
    if (ID_BYTES[data[at]] !== 2) return -1;
    let end = at + 1;
    while (ID_BYTES[data[end]]) end++;
    return end - at <= MAX_ID ? end : -1;
  }
  function casesIn(frame) {
    let [upper, lower] = [false, false];
    for (let at = 0; at < frame.size && !(upper && lower); at++) {
      for (let i = frame.start[at], end = i + frame.length[at]; i < end; i++) {
        upper = upper || frame.data[i] >= 65 && frame.data[i] <= 90;
        lower = lower || frame.data[i] >= 97 && frame.data[i] <= 122;
      }
    }
    return upper && lower;
  }
  function* ids(frame) {
    for (let at = 0; at < frame.size; at++) yield LATIN2.decode(frame.idBytes(at));
  }
  function* frameSteps(data, name = "frame.csv") {
    const header = bytesOf(`${FRAME_HEADER.join(",")}
`);
    if (compareIds(data.subarray(0, header.length), header) !== 0) {
      throw badRow(name, 1, "表头不符", `the header must be ${FRAME_HEADER.join(",")}`);
    }
    let lines = 0;
    for (let at = data.indexOf(LF2); at !== -1; at = data.indexOf(LF2, at + 1)) lines++;
    const frame = new Frame(data, lines);
    const [strata, codes] = [new Names(frame.strata), new Names(frame.codes)];
    for (let at = header.length; at < data.length; ) {
      const row2 = frame.size;
      const bad = () => badRow(name, row2 + 2, "不是“编号,分组,排除代码”", "not object_id,stratum,excluded");
      const idEnd = identifierEnd(data, at);
      if (idEnd < 0 || data[idEnd] !== COMMA) throw bad();
      const stratumEnd = identifierEnd(data, idEnd + 1);
      if (stratumEnd < 0 || data[stratumEnd] !== COMMA) throw bad();
      const codeEnd = data[stratumEnd + 1] === LF2 ? stratumEnd + 1 : identifierEnd(data, stratumEnd + 1);
      if (codeEnd < 0 || data[codeEnd] !== LF2) throw bad();
      const [stratum, code] = [
        strata.numberOf(data, idEnd + 1, stratumEnd),
        codes.numberOf(data, stratumEnd + 1, codeEnd)
      ];
      if (stratum < 0 || code < 0) throw bad();
      frame.start[row2] = at;
      frame.length[row2] = idEnd - at;
      frame.stratum[row2] = stratum;
      frame.excluded[row2] = code;
      if (row2 > 0 && !precedes(data, frame.start[row2 - 1], at)) {
        throw badRow(name, row2 + 2, "未按字节排序或编号重复", "not in byte order, or a duplicate id");
      }
      frame.size++;
      at = codeEnd + 1;
      if (frame.size % 16384 === 0) yield frame.size;
    }
    if (casesIn(frame)) checkCases(ids(frame), name);
    return frame;
  }
  function parseFrame(data, name = "frame.csv") {
    const steps = frameSteps(data, name);
    for (; ; ) {
      const step = steps.next();
      if (step.done) return step.value;
    }
  }
  function parsePanel(data, name = "panel.csv") {
    const rows = parseCsv(data, PANEL_HEADER, name).map((fields2, index) => {
      const [inspector_id, department, joined, excluded, reserve] = fields2;
      const skills = joined === "" ? [] : joined.split(";");
      const fine = [inspector_id, department, ...skills].every(isIdentifier) && skills.every((skill, at) => at === 0 || skills[at - 1] < skill) && PANEL_EXCLUSIONS.includes(excluded) && ["", "yes"].includes(reserve);
      if (!fine) throw badRow(name, index + 2, "检查人员行不符", "not a panel row");
      return { inspector_id, department, skills, excluded, reserve };
    });
    checkSorted(
      rows.map((row2) => row2.inspector_id),
      name
    );
    return rows;
  }
  function panelText(rows) {
    const fields2 = (row2) => [row2.inspector_id, row2.department, row2.skills.join(";"), row2.excluded, row2.reserve];
    return csvText(PANEL_HEADER, rows.map(fields2));
  }
  function selectionText(rows) {
    return csvText(
      SELECTION_HEADER,
      rows.map((row2) => [String(row2.rank), row2.object_id, row2.stratum, row2.ticket])
    );
  }
  function parseSelection(data, name = "selection.csv") {
    return parseCsv(data, SELECTION_HEADER, name).map(([rank, object_id, stratum, ticket], index) => {
      const fine = rank === String(index + 1) && isIdentifier(object_id) && HEX643.test(ticket);
      if (!fine) throw badRow(name, index + 2, "抽中名单行不符", "not a selection row");
      return { rank: index + 1, object_id, stratum, ticket };
    });
  }
  function teamsText(rows) {
    return csvText(
      TEAMS_HEADER,
      rows.map((row2) => [row2.object_id, String(row2.seat), row2.inspector_id, row2.ticket])
    );
  }
  function parseTeams(data, name = "teams.csv") {
    return parseCsv(data, TEAMS_HEADER, name).map(([object_id, seat2, inspector_id, ticket], index) => {
      const someone = inspector_id === VACANT ? ticket === "" : isIdentifier(inspector_id) && HEX643.test(ticket);
      if (!isIdentifier(object_id) || !/^[1-8]$/.test(seat2) || !someone) {
        throw badRow(name, index + 2, "检查组行不符", "not a teams row");
      }
      return { object_id, seat: Number(seat2), inspector_id, ticket };
    });
  }
  function changeText(rows) {
    return csvText(
      CHANGE_HEADER,
      rows.map((row2) => [row2.kind, row2.object_id, row2.removed, row2.added, row2.ticket])
    );
  }

  // seats.js
  var ANY = "*";
  function fits(inspector, seat2) {
    return inspector.excluded === "" && (seat2.department === ANY || seat2.department === inspector.department) && (seat2.skill === ANY || inspector.skills.includes(seat2.skill));
  }
  function fitting(panel, seat2) {
    return panel.filter((row2) => fits(row2, seat2)).map((row2) => row2.inspector_id);
  }
  function regular(panel) {
    return panel.filter((row2) => row2.reserve === "");
  }
  function seatOrder(seats, panel) {
    const rows = regular(panel);
    const counted2 = seats.map((seat2) => ({ seat: seat2, count: fitting(rows, seat2).length }));
    counted2.sort(
      (a, b) => a.count - b.count || compareBytes(a.seat.department, b.seat.department) || compareBytes(a.seat.skill, b.seat.skill)
    );
    return counted2.map((entry) => entry.seat);
  }
  var Matching = class {
    constructor(choices) {
      this.choices = choices;
      this.seatOf = /* @__PURE__ */ new Map();
      this.personOf = new Array(choices.length).fill(null);
    }
    /** Gives `seat` a person, re-seating others where needed. Whoever is seated stays seated. */
    fillSeat(seat2, visited = /* @__PURE__ */ new Set()) {
      for (const person of this.choices[seat2]) {
        if (visited.has(person)) continue;
        visited.add(person);
        const held = this.seatOf.get(person);
        if (held === void 0 || this.fillSeat(held, visited)) return this.put(person, seat2);
      }
      return false;
    }
    /** Gives `person` a seat, moving others where needed. Every seat that is filled stays filled. */
    seatPerson(person, visited = /* @__PURE__ */ new Set()) {
      for (let seat2 = 0; seat2 < this.choices.length; seat2++) {
        if (visited.has(seat2) || !this.choices[seat2].includes(person)) continue;
        visited.add(seat2);
        const holder = this.personOf[seat2];
        if (holder === null || this.seatPerson(holder, visited)) return this.put(person, seat2);
      }
      return false;
    }
    put(person, seat2) {
      this.seatOf.set(person, seat2);
      this.personOf[seat2] = person;
      return true;
    }
  };
  function fillable(choices, taken = /* @__PURE__ */ new Set()) {
    const open = choices.map((ids2) => taken.size ? ids2.filter((id) => !taken.has(id)) : ids2);
    if (open.every((ids2) => ids2.length >= open.length)) return true;
    const matching2 = new Matching(open);
    return open.every((_, seat2) => matching2.fillSeat(seat2));
  }
  function seatable(members, choices, helpers) {
    if (members.length > choices.length) return false;
    const allowed = choices.map((ids2) => ids2.filter((id) => helpers.has(id) || members.includes(id)));
    const matching2 = new Matching(allowed);
    return members.every((member) => matching2.seatPerson(member)) && allowed.every((_, seat2) => matching2.personOf[seat2] !== null || matching2.fillSeat(seat2));
  }

  // teams.js
  var MINIMUM_SEATS = 2;
  var PAUSE2 = 64;
  var TeamDraw = class {
    /**
     * @param {object[]} panel all rows of panel.csv
     * @param {{department: string, skill: string}[]} seats in the commit's order
     * @param {{loads?: Map<string, number>, barred?: Set<string>}} [start] loads to begin with (in a change: teams.csv
     *   and earlier supplements); ids that serve no more in this draw
     */
    constructor(panel, seats, { loads = /* @__PURE__ */ new Map(), barred = /* @__PURE__ */ new Set() } = {}) {
      const able = panel.filter((row2) => !barred.has(row2.inspector_id));
      const pools = [regular(able), able].map((rows) => seats.map((seat2) => fitting(rows, seat2)));
      this.seats = seats;
      this.loads = new Map(loads);
      this.choices = seats.length < MINIMUM_SEATS ? void 0 : pools.find((choices) => fillable(choices));
    }
    /**
     * The team of one object, seat by seat; every seat `-` where the panel admits none.
     *
     * @returns {{object_id: string, seat: number, inspector_id: string, ticket: string}[]}
     */
    team(seed2, objectId) {
      const member = (inspector, index, ticket) => {
        return { object_id: objectId, seat: index + 1, inspector_id: inspector, ticket };
      };
      if (!this.choices) return this.seats.map((_, index) => member(VACANT, index, ""));
      const tickets = new TicketBook(seed2, objectId);
      const taken = /* @__PURE__ */ new Set();
      const team2 = this.seats.map((_, index) => {
        const inspector = this.candidate(index, taken, tickets);
        taken.add(inspector);
        return member(inspector, index, tickets.of(inspector));
      });
      for (const inspector of taken) this.loads.set(inspector, (this.loads.get(inspector) || 0) + 1);
      return team2;
    }
    /** Whoever has the smallest (load, ticket, id) among those with whom the remaining seats can still be filled. */
    candidate(seat2, taken, tickets) {
      const rest = this.choices.slice(seat2 + 1);
      const free = this.choices[seat2].filter((inspector) => !taken.has(inspector));
      const loads = Array.from(new Set(free.map((inspector) => this.loads.get(inspector) || 0))).sort((a, b) => a - b);
      for (const load of loads) {
        const equals = free.filter((inspector) => (this.loads.get(inspector) || 0) === load);
        for (const inspector of tickets.sort(equals)) {
          if (fillable(rest, /* @__PURE__ */ new Set([...taken, inspector]))) return inspector;
        }
      }
      throw new Error("a panel that fills all seats can always fill the rest");
    }
  };
  var TicketBook = class {
    constructor(seed2, objectId) {
      this.prefix = new PrefixHash(`${seed2}:inspector:${objectId}:`);
      this.known = /* @__PURE__ */ new Map();
    }
    of(inspector) {
      let ticket = this.known.get(inspector);
      if (ticket === void 0) {
        ticket = this.prefix.hex(bytesOf(inspector));
        this.known.set(inspector, ticket);
      }
      return ticket;
    }
    /** Inspectors by ticket, then id. */
    sort(inspectors) {
      return inspectors.slice().sort((a, b) => compareBytes(this.of(a), this.of(b)) || compareBytes(a, b));
    }
  };
  function* teamSteps(panel, seats, objectsByRank, seed2) {
    const draw2 = new TeamDraw(panel, seats);
    const rows = [];
    for (let at = 0; at < objectsByRank.length; at++) {
      for (const member of draw2.team(seed2, objectsByRank[at])) rows.push(member);
      if (at % PAUSE2 === PAUSE2 - 1) yield at;
    }
    return rows;
  }
  function teamsByObject(rows) {
    const teams = /* @__PURE__ */ new Map();
    for (const row2 of rows) {
      if (!teams.has(row2.object_id)) teams.set(row2.object_id, []);
      teams.get(row2.object_id).push(row2.inspector_id);
    }
    return teams;
  }

  // page/context.js
  async function gather(reader, draw2) {
    const [bureau, trust, note, commit, voided] = await Promise.all([
      json(reader, "data/bureau.json"),
      json(reader, "keys/trust.json"),
      textOf(reader, "log/checkpoint"),
      noteOf(reader, `draws/${draw2}/commit.note`),
      reader.read(`draws/${draw2}/void.note`).catch(() => null)
    ]);
    const demo = Boolean(bureau && bureau.demo === true && bureau.now);
    const contact = bureau && bureau.contact || {};
    const beacons = commit && Array.isArray(commit.beacons) ? commit.beacons.map((beacon2) => String(beacon2.time)) : [];
    return {
      demo,
      now: demo ? bureau.now : (/* @__PURE__ */ new Date()).toISOString().replace(/\.[0-9]+Z$/, "Z"),
      rows: commit && Array.isArray(commit.quotas) ? commit.quotas.reduce((sum, quota2) => sum + Number(quota2.listed), 0) : 0,
      bureau: { name: words(bureau && bureau.bureau), office: words(contact.office), phone: words(contact.phone_public), objections: words(contact.objections) },
      witnesses: (trust && Array.isArray(trust.witnesses) ? trust.witnesses : []).map((one) => ({ name: words(one.name), outside: one.outside === true })),
      note,
      title: words(commit && commit.title),
      fires: beacons.sort()[0] || "",
      voided: voided !== null
    };
  }
  function words(value) {
    return typeof value === "string" ? value : "";
  }
  async function textOf(reader, path) {
    const data = await reader.read(path).catch(() => null);
    return data ? new TextDecoder().decode(data) : "";
  }
  async function json(reader, path) {
    try {
      return JSON.parse(await textOf(reader, path));
    } catch (error) {
      return null;
    }
  }
  async function noteOf(reader, path) {
    const text2 = await textOf(reader, path);
    try {
      return JSON.parse(text2.slice(0, text2.lastIndexOf("\n\n") + 1));
    } catch (error) {
      return null;
    }
  }

  // page/local.js
  var SHOWN3 = 8;
  var LocalDirectory = class {
    constructor(reader) {
      this.reader = reader;
      this.get = reader.read;
      this.made = /* @__PURE__ */ new Map();
    }
    once(key, make) {
      if (!this.made.has(key)) this.made.set(key, make());
      return this.made.get(key);
    }
    ledger() {
      return this.once("ledger", () => loadLedger(new Source(this.get)));
    }
    /** Draws, newest first; rosters of firms, oldest first. @throws {Malformed} where there is no log */
    index() {
      return this.once("index", async () => {
        const ledger = await this.ledger();
        const entries = ledger.history.of("roster").filter(({ record }) => record.table === "objects");
        const rosters = Array.from(new Set(entries.map(({ record }) => record.sha256)), (sha2562) => ({ sha256: sha2562 }));
        const draws = Array.from(ledger.history.draws.values()).filter((records) => records.commit).map((records) => drawEntry(records, rosters));
        return { draws: draws.reverse(), rosters, size: ledger.size, genesis: ledger.genesis };
      });
    }
    /** Code → `{id, name, rosters}` of every firm on any roster. */
    firms() {
      return this.once("firms", async () => {
        const firms = /* @__PURE__ */ new Map();
        const { rosters } = await this.index();
        for (let number = 0; number < rosters.length; number++) {
          const data = await this.get(snapshot(rosters[number].sha256));
          for (const [id, name] of data ? namesOf(data) : []) {
            const known = firms.get(id);
            firms.set(id, { id, name, rosters: known ? `${known.rosters}.${number}` : String(number) });
          }
        }
        return firms;
      });
    }
    async byCode(code) {
      const firms = await this.firms();
      return firms.get(code) || firms.get(code.toUpperCase()) || null;
    }
    async byName(text2) {
      const wanted2 = plain(text2);
      const all = wanted2 ? Array.from((await this.firms()).values()).filter((firm) => plain(firm.name).includes(wanted2)) : [];
      all.sort((a, b) => a.name.length - b.name.length);
      return { firms: all.slice(0, SHOWN3), more: Math.max(0, all.length - SHOWN3), common: false };
    }
    /** What holds for all of one draw, with its frame and its drawn, recomputed here. */
    draw(draw2) {
      return this.once(`draw ${draw2}`, async () => drawInfo(this, (await this.ledger()).history.draws.get(draw2)));
    }
    async standing(info, key) {
      const at = info.frame ? info.frame.find(key) : -1;
      if (at < 0) return null;
      const { frame } = info;
      const place3 = info.seed && frame.excluded[at] === 0 ? placeOf(frame, at, info.seed) : 0;
      const stratum = info.strata.findIndex((one) => one.stratum === frame.strata[frame.stratum[at]]);
      return { stratum, code: frame.excluded[at], place: place3, visit: info.visits.get(key) || null };
    }
    async opened(info, objectId) {
      return info.openings.get(objectId) || null;
    }
  };
  function drawEntry({ draw: draw2, commit, outcome, void: voided }, rosters) {
    const { title: title2, frame, files: files2 } = commit.record;
    const kind = voided ? "void" : outcome ? "done" : "waiting";
    const roster = rosters.findIndex(({ sha256: sha2562 }) => `snapshots/${sha2562}.csv` in files2);
    return { draw: draw2, title: title2, kind, blinded: frame === "blinded", roster, concluded: Boolean(outcome) };
  }
  function namesOf(data) {
    const header = new TextDecoder().decode(data.subarray(0, 1e3)).split("\n")[0].split(",");
    const at = header.indexOf("name");
    const { value } = attempt(() => parseCsv(data, header));
    return value && at > 0 ? value.map((row2) => [row2[0], row2[at]]) : [];
  }
  async function drawInfo(directory, records) {
    const { draw: draw2, commit: { record: commit }, outcome, void: voided } = records;
    const read = (name) => directory.get(drawFile(draw2, name));
    const [orderData, frameData] = await Promise.all(COMMIT_FILES.slice(0, 2).map(read));
    const order = orderData ? attempt(() => parseOrder(orderData)).value : null;
    const frame = frameData ? attempt(() => parseFrame(frameData)).value || null : null;
    const seedData = outcome ? await read("seed.txt") : null;
    const seed2 = seedData ? sha256Hex(seedData) : "";
    const sizes = new Map(commit.quotas.map((quota2) => [quota2.stratum, quota2.size]));
    const drawn = seed2 && frame ? select(frame, sizes, seed2) : [];
    const { visits, openings } = outcome ? await visitsOf(directory, records, drawn) : { visits: /* @__PURE__ */ new Map(), openings: /* @__PURE__ */ new Map() };
    return {
      draw: draw2,
      title: commit.title,
      kind: voided ? "void" : outcome ? "done" : "waiting",
      blinded: commit.frame === "blinded",
      key: await read(FRAME_KEY) !== null,
      seed: seed2,
      outcome: Boolean(outcome),
      frame,
      visits,
      openings,
      codes: frame ? frame.codes.map((code) => [code, EXCLUDED[code] || code]) : [["", ""]],
      strata: commit.quotas.map((quota2) => stratumInfo(quota2, order, drawn)),
      beacon: commit.beacons.map((beacon2) => beacon2.time).sort()[0],
      publish_by: commit.publish_by,
      selection: 0
    };
  }
  function stratumInfo({ stratum, listed, eligible, size: size2 }, order, drawn) {
    const part = order && order.strata.find((one) => one.stratum === stratum);
    const mine = drawn.filter((row2) => row2.stratum === stratum);
    const last = mine.length ? mine[mine.length - 1] : null;
    return {
      stratum,
      listed,
      eligible,
      size: size2,
      title: part ? part.title : stratum,
      last: last ? [last.ticket, last.object_id] : null,
      ...chanceWords(size2, eligible)
    };
  }
  function chanceWords(size2, eligible) {
    const percent = `${eligible ? (100 * size2 / eligible).toFixed(1) : "0.0"}%`;
    if (!size2) return { one_in: "-", percent, dots: null };
    const third = 3 * size2 <= eligible;
    const whole2 = rounded(eligible, size2);
    const one_in = size2 === eligible ? "必然抽中" : third ? `约 1/${whole2}` : `${size2}/${eligible}`;
    const dots2 = 60 * size2 < eligible ? null : third ? [1, whole2] : [rounded(10 * size2, eligible), 10];
    return { one_in, percent, dots: dots2 };
  }
  function rounded(number, by) {
    const whole2 = Math.floor(number / by);
    const twice = 2 * (number - whole2 * by);
    return twice > by || twice === by && whole2 % 2 ? whole2 + 1 : whole2;
  }
  function placeOf(frame, at, seed2) {
    const prefix = new PrefixHash(`${seed2}:object:`);
    const mine = prefix.key(frame.idBytes(at));
    let place3 = 1;
    for (let other = 0; other < frame.size; other++) {
      const rival = other !== at && frame.excluded[other] === 0 && frame.stratum[other] === frame.stratum[at];
      if (rival && prefix.key(frame.idBytes(other)) < mine) place3++;
    }
    return place3;
  }
  async function visitsOf(directory, records, drawn) {
    const { draw: draw2 } = records;
    const read = (name) => directory.get(drawFile(draw2, name));
    const teamsData = await read("teams.csv");
    const teams = teamsByObject(teamsData && attempt(() => parseTeams(teamsData)).value || []);
    const visits = new Map(drawn.map((row2) => [row2.object_id, { rank: row2.rank, instead: null, replaced: false, results: [] }]));
    for (const { record } of records.changed) {
      const data = await read(changeFile(record.number, "csv"));
      const rows = data && attempt(() => parseCsv(data, CHANGE_HEADER)).value || [];
      rows.forEach((row2) => applyChange(row2, teams, visits));
    }
    const openings = await readResults(directory, records, visits);
    const names = await inspectorNames(directory, records.commit.record);
    const words2 = await json(directory.reader, "data/codes.json") || {};
    for (const [key, visit] of visits) {
      visit.team = (teams.get(key) || []).map((id) => id === "-" ? null : [id, names.get(id) || ""]);
      visit.results = visit.results.map((result2) => resultWords(result2, words2)).reverse();
    }
    return { visits, openings };
  }
  function applyChange([kind, object2, removed, added], teams, visits) {
    if (kind === "substitute") {
      const team2 = teams.get(object2) || [];
      if (team2.includes(removed)) team2[team2.indexOf(removed)] = added;
    } else if (kind === "member") {
      teams.set(object2, [...teams.get(object2) || [], added]);
    } else if (kind === "supplement") {
      if (visits.has(removed)) visits.get(removed).replaced = object2 !== "-";
      if (object2 !== "-") visits.set(object2, { rank: 0, instead: [removed.slice(0, 18), ""], replaced: false, results: [] });
    }
  }
  async function readResults(directory, records, visits) {
    const withdrawn = new Map(records.withdrawals.map(({ record }) => [record.row, record.ground]));
    const openings = /* @__PURE__ */ new Map();
    for (const { position, record } of records.rows) {
      const data = await directory.get(drawFile(records.draw, rowFile(record.row)));
      const file = data ? attempt(() => parseRowFile(data)).value : null;
      const row2 = file && rowOf(file) === record.row ? attempt(() => parseResultRow(file)).value || null : null;
      if (row2 && row2.opening && openedAlias(records.draw, row2.opening) === row2.object) openings.set(row2.opening.object_id, row2.object);
      const visit = visits.get(record.object);
      if (visit) visit.results.push({ position, row: row2, corrects: record.type === "correction", ground: withdrawn.get(record.row) || "" });
    }
    return openings;
  }
  async function inspectorNames(directory, commit) {
    for (const name of Object.keys(commit.files).filter((one) => one.startsWith("snapshots/"))) {
      const data = await directory.get(`data/${name}`);
      if (data && new TextDecoder().decode(data.subarray(0, 12)) === "inspector_id") return new Map(namesOf(data));
    }
    return /* @__PURE__ */ new Map();
  }
  function resultWords({ position, row: row2, corrects, ground }, words2) {
    const say = (list2, codes) => codes.map((code) => textOf2((words2[list2] || {})[code]) || code).join("；");
    const shown2 = row2 || { codes: [], dispositions: [], remark: "", reason: "", visited_on: "" };
    return {
      position,
      corrects,
      withdrawn: ground && (GROUNDS[ground] || ground),
      codes: say("result", shown2.codes),
      dispositions: say("disposition", shown2.dispositions),
      remark: shown2.remark,
      reason: shown2.reason,
      visited: shown2.visited_on
    };
  }
  function textOf2(entry) {
    return entry && typeof entry === "object" ? entry.text : entry;
  }

  // drand.js
  var QUICKNET = {
    chainHash: "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971",
    publicKey: "83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d1064510d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a",
    genesis: 1692803367,
    period: 3,
    dst: "BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_"
  };
  var DRAND_BITS = 256;
  var LAST_TIME2 = 32503593600;
  var LAST_ROUND = Math.floor((LAST_TIME2 - QUICKNET.genesis) / QUICKNET.period) + 1;
  function drandRound(round) {
    if (!/^[1-9][0-9]{0,15}$/.test(round) || Number(round) > LAST_ROUND) {
      throw new Refused(
        "beacon-round",
        `drand轮次不符：${round.slice(0, 40)}`,
        `not a drand round: ${round.slice(0, 40)}`
      );
    }
    return Number(round);
  }
  function drandTime(round) {
    return QUICKNET.genesis + QUICKNET.period * (drandRound(round) - 1);
  }
  function proveDrand(round, answer) {
    const wanted2 = drandRound(round);
    const { round: found, signature, randomness } = answer;
    if (!Number.isSafeInteger(found) || typeof signature !== "string" || !/^[0-9a-f]{96}$/.test(signature)) {
      throw new Malformed("beacon-answer", "drand应答缺少轮次或签名", "a drand answer without round or signature");
    }
    if (randomness !== void 0 && !(typeof randomness === "string" && HEX643.test(randomness))) {
      throw new Malformed("beacon-answer", "drand应答的randomness写法不符", "randomness isn't 64 hex digits");
    }
    if (found !== wanted2) {
      throw new Fails(
        "beacon-proof",
        `这是第${found}轮的应答，不是第${round}轮`,
        `an answer of round ${found}, not ${round}`
      );
    }
    const value = sha256Hex(bytesOfHex(signature));
    if (randomness !== void 0 && randomness !== value) {
      throw new Fails("beacon-proof", "randomness不是签名的SHA-256", "randomness isn't the signature's SHA-256");
    }
    if (!isQuicknetSignature(wanted2, bytesOfHex(signature))) {
      throw new Fails("beacon-proof", `第${round}轮的签名不是drand的`, `quicknet didn't sign this as round ${round}`);
    }
    return value;
  }
  function signedMessage(number) {
    const bytes = new Uint8Array(8);
    for (let at = 7, left = number; at >= 0; at--, left = Math.floor(left / 256)) bytes[at] = left % 256;
    return sha256(bytes);
  }
  function isQuicknetSignature(number, bytes) {
    const { G1, G2, fields: fields2, pairingBatch } = bls12_381;
    let signature;
    try {
      signature = G1.Point.fromBytes(bytes);
      signature.assertValidity();
    } catch (error) {
      return false;
    }
    if (signature.is0() || !signature.isTorsionFree() || !sameBytes(signature.toBytes(true), bytes)) return false;
    const key = G2.Point.fromBytes(bytesOfHex(QUICKNET.publicKey));
    const hashed2 = G1.hashToCurve(signedMessage(number), { DST: QUICKNET.dst });
    const product = pairingBatch([
      { g1: signature.negate(), g2: G2.Point.BASE },
      { g1: hashed2, g2: key }
    ]);
    return fields2.Fp12.eql(product, fields2.Fp12.ONE);
  }

  // lottery.js
  var LOTTERY_BITS = 24;
  var DRAWN_AT = 20 * 3600;
  var SHANGHAI2 = 8 * 3600;
  var GAMES = {
    "lottery-ssq": {
      zones: [
        [6, 33],
        [1, 16]
      ],
      rows: (answer) => answer.result,
      read: (row2) => ({ code: row2.code, day: row2.date, numbers: [row2.red, row2.blue] })
    },
    "lottery-dlt": {
      zones: [
        [5, 35],
        [2, 12]
      ],
      rows: (answer) => answer.value && typeof answer.value === "object" ? answer.value.list : void 0,
      read: (row2) => ({ code: row2.lotteryDrawNum, day: row2.lotteryDrawTime, numbers: [row2.lotteryDrawResult] })
    }
  };
  function malformed() {
    return new Malformed("beacon-answer", "开奖应答不能读取", "this isn't a lottery's answer");
  }
  function lotteryRound(round) {
    if (!/^[0-9]{1,16}$/.test(round)) {
      throw new Refused(
        "beacon-round",
        `期号不符：${round.slice(0, 40)}`,
        `not a lottery's issue: ${round.slice(0, 40)}`
      );
    }
    return round;
  }
  function lotteryTime(source, value) {
    const [day, ...zones] = value.split("/");
    if (valueOf(
      source,
      day,
      zones.map((zone) => zone.split("."))
    ) !== value)
      throw malformed();
    return parseDate(day) + DRAWN_AT - SHANGHAI2;
  }
  function valueOf(source, day, zones) {
    parseDate(day);
    const wanted2 = GAMES[source].zones;
    const fine = zones.length === wanted2.length && zones.every((numbers, at) => {
      const [drawn, greatest] = wanted2[at];
      const each = numbers.every((number) => /^[0-9]{2}$/.test(number) && number >= "01" && Number(number) <= greatest);
      return each && numbers.length === drawn && new Set(numbers).size === drawn;
    });
    if (!fine) throw malformed();
    return [day, ...zones.map((numbers) => numbers.slice().sort().join("."))].join("/");
  }
  function proveLottery(source, round, answer) {
    lotteryRound(round);
    const game = GAMES[source];
    const { code, day, numbers } = game.read(rowOf2(game, answer, round));
    if (typeof code !== "string" || !/^[0-9]{1,16}$/.test(code)) throw malformed();
    if (code !== round)
      throw new Fails("beacon-proof", `这是第${code}期，不是第${round}期`, `issue ${code}, not ${round}`);
    if (typeof day !== "string" || !/^[0-9-]{10}(?:\([一二三四五六日]\))?$/.test(day)) throw malformed();
    if (!numbers.every((part) => typeof part === "string" && /^[0-9]{2}(?:[, ][0-9]{2}){0,6}$/.test(part)))
      throw malformed();
    const all = numbers.join(" ").split(/[, ]/);
    const first2 = game.zones[0][0];
    return valueOf(source, day.slice(0, 10), [all.slice(0, first2), all.slice(first2)]);
  }
  function rowOf2(game, answer, round) {
    const rows = game.rows(answer);
    if (!Array.isArray(rows)) return answer;
    const isRow = (row2) => row2 !== null && typeof row2 === "object" && !Array.isArray(row2);
    const found = rows.filter((row2) => isRow(row2) && game.read(row2).code === round);
    if (found.length !== 1) throw malformed();
    return found[0];
  }

  // nist.js
  var NIST_BITS = 512;
  var KEY_BYTES2 = 512;
  var EXPONENT_SQUARINGS = 16;
  var DIGEST_INFO = "3051300d060960864801650304020305000440";
  var MODULI = /* @__PURE__ */ new Map([
    [
      "5501e3d72bc42f3b96e16de4dcadcb16768e109662bd16d667d5fd9aee585af31bbdc5dd4f53592276064b53dddd76c8f3604b2a41db6e09f78f82bb5d6569e7",
      "ea75b8440df04e0b30a35ba70a0522a4925f2973bbfa5430c8db5540b397cec994684b07d6b4773d62456860168d4df994056e50f2159b93ae557ed0b39e310521ad3995d304fc0046292910285c82dc42ec138f9e9e433523d1093adf5d0921fd7529b3c2315ff02fdfc611aa6046ad1fc19e9ee43f15b53bb218a2822a8750953d492559b6b1f8a95eecce670805dfd5cd54e02c58a917c9e5e84a1270421d80e0be666468d0b2df07fba5513ee2697bb307418fa1c323c24e327c98073641e2b6018ca03358195cf8b14d100ad4120178e3bf000c6fe133181574f198f6a8d30400d29772f751440df8d2dde80ba3db99e5beef0f88468d2da3c02a8549520286e6b72ea9394cf290476183f83a14a3a8c101332599211ddd7fec587b5d11ef73a10acf9b6300ff9ce4c50ff678ba3b637abb3acd6e6f78a742661a4e83c095564b403597b33fc6338ddda64dd9fd994a57b3bab061f4605610d9e21d4b06fe238976d8dbf9513c542afe2772ed9fad827db814e1a5be5dbc07b59abe8ed2f37f654a807a5e3382ca0b38106e149b24dbae3429b689bf0f692fdffa4cfea7d0fc45dfea4dee3fc34ddaf9ba9944172a97c2bb9fbdf2b13fabe7de68a2ce8042e8e3e2b80e1d4edbc990cb4466cc1cf868c783830ddee260684c1dc7d47b3ec5609174ccd41a7c4b7b8993fa53f3e282d3e88b794934f2dc8a36cd705352a3"
    ]
  ]);
  function malformed2(member) {
    return new Malformed(
      "beacon-answer",
      `NIST应答的成员${member}缺失或写法不符`,
      `member ${member} of NIST's answer is missing or wrong`
    );
  }
  function nistRound(round) {
    const found = /^([1-9][0-9]{0,15})\/([1-9][0-9]{0,15})$/.exec(round);
    const numbers = found ? [Number(found[1]), Number(found[2])] : [NaN];
    if (!numbers.every(Number.isSafeInteger)) {
      throw new Refused("beacon-round", `NIST轮次不符：${round.slice(0, 40)}`, `not a NIST round: ${round.slice(0, 40)}`);
    }
    return numbers;
  }
  var textMember = (from, name, pattern) => {
    const value = from[name];
    if (typeof value !== "string" || !pattern.test(value)) throw malformed2(name);
    return value;
  };
  var numberMember = (from, name, below) => {
    const value = from[name];
    if (!Number.isSafeInteger(value) || value < 0 || value >= below) throw malformed2(name);
    return value;
  };
  var objectMember = (from, name) => {
    const value = from[name];
    if (typeof value !== "object" || value === null || Array.isArray(value)) throw malformed2(name);
    return value;
  };
  var LINE = /^[\u0020-\u007e]{1,512}$/;
  var DIGEST = /^[0-9A-Fa-f]{128}$/;
  function integer2(value, width) {
    return bytesOfHex(value.toString(16).padStart(2 * width, "0"));
  }
  function prefixed(bytes) {
    return [integer2(bytes.length, 4), bytes];
  }
  function signedMessage2(pulse) {
    const digest = (from, name) => prefixed(bytesOfHex(textMember(from, name, DIGEST).toLowerCase()));
    const line = (name) => prefixed(bytesOf(textMember(pulse, name, LINE)));
    const external = objectMember(pulse, "external");
    if (!Array.isArray(pulse.listValues)) throw malformed2("listValues");
    const parts = [
      ...line("uri"),
      ...line("version"),
      integer2(numberMember(pulse, "cipherSuite", 2 ** 32), 4),
      integer2(numberMember(pulse, "period", 2 ** 32), 4),
      ...digest(pulse, "certificateId"),
      integer2(numberMember(pulse, "chainIndex", Infinity), 8),
      integer2(numberMember(pulse, "pulseIndex", Infinity), 8),
      ...line("timeStamp"),
      ...digest(pulse, "localRandomValue"),
      ...digest(external, "sourceId"),
      integer2(numberMember(external, "statusCode", 2 ** 32), 4),
      ...digest(external, "value"),
      ...pulse.listValues.flatMap((_, at) => digest(objectMember(pulse.listValues, at), "value")),
      ...digest(pulse, "precommitmentValue"),
      integer2(numberMember(pulse, "statusCode", 2 ** 32), 4)
    ];
    return Uint8Array.from(parts.flatMap((part) => Array.from(part)));
  }
  function powered(signature, modulus) {
    let power = signature;
    for (let squaring = 0; squaring < EXPONENT_SQUARINGS; squaring++) power = power * power % modulus;
    return power * signature % modulus;
  }
  function verifyRsa(modulus, signature, message) {
    const [n, s] = [BigInt(`0x${modulus}`), BigInt(`0x${hexOf(signature)}`)];
    if (signature.length !== KEY_BYTES2 || s >= n) return false;
    const tail = `00${DIGEST_INFO}${hexOf(sha512(message))}`;
    const expected = `0001${"ff".repeat(KEY_BYTES2 - 2 - tail.length / 2)}${tail}`;
    return powered(s, n).toString(16).padStart(2 * KEY_BYTES2, "0") === expected;
  }
  function nistStamp(answer) {
    const stamp = textMember(objectMember(answer, "pulse"), "timeStamp", /^[0-9T:-]{19}\.[0-9]{3}Z$/);
    return parseTime(`${stamp.slice(0, 19)}Z`);
  }
  function proveNist(round, answer) {
    const [chain, index] = nistRound(round);
    const pulse = objectMember(answer, "pulse");
    const message = signedMessage2(pulse);
    nistStamp(answer);
    const signature = bytesOfHex(textMember(pulse, "signatureValue", /^[0-9A-Fa-f]{1024}$/).toLowerCase());
    const output = textMember(pulse, "outputValue", DIGEST).toLowerCase();
    if (pulse.chainIndex !== chain || pulse.pulseIndex !== index) {
      throw new Fails("beacon-proof", `这不是${round}号脉冲`, `not pulse ${round}`);
    }
    if (pulse.cipherSuite !== 0)
      throw new Fails("beacon-proof", "签名算法不是RSA-SHA512", "not the cipher suite of section 6");
    const modulus = MODULI.get(pulse.certificateId.toLowerCase());
    if (!modulus)
      throw new Fails("beacon-proof", "证书不在核验程序所带的证书之内", "a certificate that isn't carried here");
    if (!verifyRsa(modulus, signature, message))
      throw new Fails("beacon-proof", "NIST的签名不成立", "NIST's signature doesn't hold");
    if (hexOf(sha512(Uint8Array.from([...message, ...signature]))) !== output) {
      throw new Fails("beacon-proof", "outputValue与脉冲不符", "outputValue doesn't follow from the pulse");
    }
    return output;
  }

  // beacons.js
  var CEREMONY = "ceremony";
  var MINUTE = 60;
  var SHANGHAI3 = 8 * 3600;
  var DAY2 = 86400;
  var HOUR_20 = 20 * 3600;
  var SIGNED = [
    "签名以核验程序内置的公钥验证通过，且正是封存的那一轮",
    "signed for exactly this round, under a key carried in this program"
  ];
  var PUBLIC_FACT = ["公开事实，须与第二来源比对", "a public fact: compare with a second source"];
  var PRESENT = ["仅凭在场人员见证", "rests on those present"];
  function ceremonyRound(round) {
    if (!DRAW2.test(round))
      throw new Refused("beacon-round", "摇号的轮次须为抽查编号", "a ceremony's round is the draw's number");
    return round;
  }
  function proveCeremony(round, answer) {
    ceremonyRound(round);
    const { draw: draw2, value } = answer;
    const fine = typeof draw2 === "string" && DRAW2.test(draw2) && typeof value === "string" && isCeremonyValue(value);
    if (!fine) throw new Malformed("beacon-answer", "不是摇号记录", "not a ceremony's record");
    if (draw2 !== round) throw new Fails("beacon-proof", "这是另一次抽查的摇号", "another draw's ceremony");
    return value;
  }
  function isCeremonyValue(text2) {
    return text2 === ABSENT || /^[0-9]{20}$/.test(text2);
  }
  function lottery(source) {
    return {
      bits: LOTTERY_BITS,
      check: lotteryRound,
      prove: (round, answer) => proveLottery(source, round, answer),
      // before the draw only the hour is known; the value carries the date
      time: (time2, round, answer) => answer === void 0 ? Math.floor((time2 + SHANGHAI3) / DAY2) * DAY2 + HOUR_20 - SHANGHAI3 : lotteryTime(source, proveLottery(source, round, answer)),
      verdict: "unknown",
      reason: PUBLIC_FACT
    };
  }
  var SOURCES = {
    "drand-quicknet": {
      bits: DRAND_BITS,
      check: drandRound,
      prove: proveDrand,
      time: (_, round) => drandTime(round),
      verdict: "pass",
      reason: SIGNED
    },
    "lottery-ssq": lottery("lottery-ssq"),
    "lottery-dlt": lottery("lottery-dlt"),
    "nist-2": {
      bits: NIST_BITS,
      check: nistRound,
      prove: proveNist,
      time: nistTime,
      verdict: "pass",
      reason: SIGNED
    },
    [CEREMONY]: {
      bits: 0,
      check: ceremonyRound,
      prove: proveCeremony,
      time: (time2) => time2,
      verdict: "unknown",
      reason: PRESENT
    }
  };
  function nistTime(time2, round, answer) {
    const minute = time2 - time2 % MINUTE;
    return answer === void 0 ? minute : Math.min(minute, nistStamp(answer));
  }
  function sourceOf(name) {
    if (!Object.prototype.hasOwnProperty.call(SOURCES, name)) {
      throw new Refused("beacon-source", `未知的公共随机源：${name}`, `unknown source of randomness: ${name}`);
    }
    return SOURCES[name];
  }
  function bits(source) {
    return sourceOf(source).bits;
  }
  function checkTime({ source, round, time: time2 }, answer) {
    const { check: check3, time: ownTime } = sourceOf(source);
    check3(round);
    const stated = parseTime(time2);
    const own = ownTime(stated, round, answer);
    if (stated !== own) {
      const zh = `所列时刻${timeText(stated)}不是该轮次的时刻${timeText(own)}`;
      throw new Fails("beacon-time", zh, `the stated time ${timeText(stated)} is not the round's own, ${timeText(own)}`);
    }
  }
  function prove(source, round, answer) {
    const { prove: proveRound, verdict: verdict2, reason } = sourceOf(source);
    if (typeof answer !== "object" || answer === null || Array.isArray(answer)) {
      throw new Malformed("beacon-answer", "应答不是JSON对象", "the answer isn't a JSON object");
    }
    return { value: proveRound(round, answer), verdict: verdict2, zh: reason[0], en: reason[1] };
  }

  // approval.js
  var OBSERVERS = 2;
  var ROLE_ZH = {
    "observer (outside)": "局外观察人",
    draw: "抽查机构",
    legal: "法制机构",
    log: "总账",
    recovery: "恢复密钥",
    auditor: "审计人"
  };
  function checkApproval(ledger, findings) {
    const good = /* @__PURE__ */ new Map();
    for (const entry of ledger.history.entries) {
      const draw2 = entry.record && entry.record.draw ? entry.record.draw : "";
      if (judgeEntry(ledger, findings, entry, draw2)) good.set(draw2, (good.get(draw2) || 0) + 1);
    }
    for (const [draw2, count2] of good) {
      const bad = findings.list.some(
        (finding) => finding.code === "C06" && finding.draw === draw2 && finding.verdict !== "pass"
      );
      if (!bad)
        findings.add("C06", "pass", `${count2}份记录都有应有的签名`, `${count2} records carry their signers`, {
          draw: draw2,
          ...exampleOf(ledger, draw2)
        });
    }
  }
  function judgeEntry(ledger, findings, entry, draw2) {
    const { position, record } = entry;
    if (ledger.skipped.has(position)) return false;
    if (!record) {
      findings.add(
        "C06",
        "fail",
        `总账第${position}条不是协议中的记录：${entry.fault.zh}`,
        `entry ${position} isn't a record of the protocol: ${entry.fault.en}`
      );
      return false;
    }
    const policy = ledger.trust.at(position);
    const signed = ledger.signersOf(entry);
    if (!policy || !signed) {
      findings.add(
        "C06",
        "unknown",
        `第${position}条适用的签名规定没有公布`,
        `the policy for entry ${position} isn't published`,
        { draw: draw2 }
      );
      return false;
    }
    if (signed.fault) {
      findings.add(
        "C06",
        "fail",
        `第${position}条${signed.fault.zh}，整份文书不予采信`,
        `entry ${position}: ${signed.fault.en}; the whole note is rejected`,
        { draw: draw2 }
      );
      return false;
    }
    const missing = [...missingSigners(ledger, policy, record, signed), ...missingObservers(ledger, record, signed)];
    if (missing.length) {
      const zh = missing.map((role) => ROLE_ZH[role] || role).join("、");
      findings.add(
        "C06",
        "fail",
        `第${position}条（${record.type}）缺少${zh}的签名`,
        `entry ${position} (${record.type}) lacks ${missing.join(", ")}`,
        {
          draw: draw2,
          found: signed.keys.map((key) => key.parsed.name).join(" "),
          expected: missing.join(" ")
        }
      );
    }
    return missing.length === 0;
  }
  function missingObservers({ history: history2 }, record, signed) {
    const records = record.type === "ceremony" ? history2.draws.get(record.draw) : null;
    const alone = records && records.commit && records.commit.record.beacons.every(({ source }) => source === CEREMONY);
    return alone && outsideObservers(signed) < OBSERVERS ? ["observer (outside)"] : [];
  }
  function exampleOf(ledger, draw2) {
    const records = ledger.history.draws.get(draw2);
    const entry = records ? records.commit : null;
    const policy = entry ? ledger.trust.at(entry.position) : null;
    const key = policy ? policy.keysAt(entry.position).find(({ parsed }) => entry.note.signatureOf(parsed)) : null;
    if (!key) return {};
    const file = drawFile(draw2, "commit.note");
    return {
      file,
      found: key.parsed.name,
      byHand: signatureOf(file, entry.note.text, key.parsed, entry.note.signatureOf(key.parsed).signature)
    };
  }

  // basis.js
  function inForce(history2, type, size2, commitTime) {
    const today = parseDate(dateOf(parseTime(commitTime)));
    const found = history2.files(type, size2).filter(({ record }) => parseDate(record.effective) <= today);
    return found.length ? found[found.length - 1].record : null;
  }
  async function content(source, { path, hash: hash2, parse }) {
    const sound = await source.hash(path) === hash2;
    const missing = new Fails("missing", "没有公布，或内容与登记的不同", "not published, or not the logged content", {
      file: path
    });
    const data = sound ? await source.bytes(path) : null;
    const { value, fault } = data ? attempt(() => parse(data, path)) : { fault: missing };
    if (fault) throw fault.at(path);
    return value;
  }
  var asIs = (data) => data;
  function inputRecords({ ledger: { history: history2 }, commit }, size2) {
    const files2 = ["policy", "items"].map((type) => [type, inForce(history2, type, size2, commit.time)]);
    const rosters = ["objects", "inspectors"].map((table) => [table, history2.roster(table, size2)]);
    const missing = [...files2, ...rosters].find(([, found]) => found === null);
    if (missing) throw new Fails("inputs", `总账在依据处没有${missing[0]}`, `the log has no ${missing[0]} at the basis`);
    const parsers = { policy: parsePolicy, items: parseItems };
    const records = {};
    for (const [type, { sha256: sha2562 }] of files2)
      records[type] = { hash: sha2562, path: snapshot(sha2562, "json"), parse: parsers[type] };
    for (const [table, { record }] of rosters)
      records[table] = { hash: record.sha256, path: snapshot(record.sha256), parse: asIs };
    return records;
  }
  function sameInputs(left, right) {
    return Object.keys(left).every((name) => left[name].hash === right[name].hash);
  }
  async function readInputs(source, records) {
    const inputs = {};
    for (const name of Object.keys(records)) inputs[name] = await content(source, records[name]);
    return inputs;
  }

  // changes.js
  var PREVENTED = "prevented";
  var Standing = class _Standing {
    constructor() {
      this.teams = /* @__PURE__ */ new Map();
      this.removed = /* @__PURE__ */ new Map();
      this.prevented = /* @__PURE__ */ new Set();
      this.loads = /* @__PURE__ */ new Map();
      this.removals = /* @__PURE__ */ new Map();
    }
    /** The standing right after the outcome, from the rows of teams.csv. */
    static afterDraw(teams) {
      const standing2 = new _Standing();
      standing2.teams = teamsByObject(teams);
      for (const { inspector_id } of teams) {
        if (inspector_id !== VACANT) standing2.loads.set(inspector_id, (standing2.loads.get(inspector_id) || 0) + 1);
      }
      return standing2;
    }
    /** A copy that later changes don't touch. */
    copy() {
      const other = new _Standing();
      other.teams = new Map(Array.from(this.teams, ([object2, team2]) => [object2, team2.slice()]));
      other.removed = new Map(Array.from(this.removed, ([object2, ids2]) => [object2, new Set(ids2)]));
      other.prevented = new Set(this.prevented);
      other.loads = new Map(this.loads);
      other.removals = new Map(this.removals);
      return other;
    }
  };
  function substitute(panel, seats, { changeSeed: changeSeed2, objectId, members, barred }) {
    const able = panel.filter((row2) => row2.excluded === "" && !barred.has(row2.inspector_id));
    const choices = seats.map((seat2) => fitting(panel, seat2));
    for (const pool of [regular(able), able]) {
      const helpers = new Set(pool.map((row2) => row2.inspector_id));
      const ranked = Array.from(helpers).filter((inspector) => !members.includes(inspector)).map((inspector) => ({ inspector, ticket: inspectorTicket(changeSeed2, objectId, inspector) })).sort((a, b) => compareBytes(a.ticket, b.ticket) || compareBytes(a.inspector, b.inspector));
      const found = ranked.find(({ inspector }) => seatable([...members, inspector], choices, helpers));
      if (found) return found;
    }
    return { inspector: VACANT, ticket: "" };
  }
  function leaving(standing2, removals, settled) {
    for (const removal2 of removals) if (removal2.code === PREVENTED) standing2.prevented.add(removal2.inspector);
    const left = removals.slice();
    const found = [];
    for (const [object2, team2] of standing2.teams) {
      team2.forEach((inspector, seat2) => {
        const at = left.findIndex((removal2) => removal2.object === object2 && removal2.inspector === inspector);
        if (at >= 0) left.splice(at, 1);
        const gone = standing2.prevented.has(inspector) && !settled.has(object2);
        if (at >= 0 || gone) found.push({ object: object2, seat: seat2, inspector });
      });
    }
    return found;
  }
  function nextObject(standing2, frame, changeSeed2, replaced) {
    const at = frame.find(replaced);
    const prefix = new PrefixHash(`${changeSeed2}:object:`);
    let best = null;
    for (let row2 = 0; at >= 0 && row2 < frame.size; row2++) {
      if (frame.stratum[row2] !== frame.stratum[at] || frame.excluded[row2] !== 0) continue;
      const key = prefix.key(frame.idBytes(row2));
      if (best && key > best.key) continue;
      const { object_id } = frame.row(row2);
      if (standing2.teams.has(object_id)) continue;
      const ticket = prefix.hex(bytesOf(object_id));
      if (!best || ticket < best.ticket) best = { key, ticket, object_id };
    }
    return best;
  }
  function supplementRows(standing2, { frame, panel, seats, changeSeed: changeSeed2 }, replaced) {
    const next = nextObject(standing2, frame, changeSeed2, replaced);
    if (!next) return [{ kind: "supplement", object_id: VACANT, removed: replaced, added: "", ticket: "" }];
    const draw2 = new TeamDraw(panel, seats, { loads: standing2.loads, barred: standing2.prevented });
    const team2 = draw2.team(changeSeed2, next.object_id);
    standing2.loads = draw2.loads;
    standing2.teams.set(
      next.object_id,
      team2.map((member) => member.inspector_id)
    );
    const { object_id, ticket } = next;
    return [
      { kind: "supplement", object_id, removed: replaced, added: "", ticket },
      ...team2.map((row2) => ({ kind: "member", object_id, removed: "", added: row2.inspector_id, ticket: row2.ticket }))
    ];
  }
  function applyChange2(standing2, change) {
    const vacancies = leaving(standing2, change.removals, change.settled || /* @__PURE__ */ new Set());
    for (const { object: object2, seat: seat2, inspector } of vacancies) {
      if (inspector === VACANT) continue;
      standing2.teams.get(object2)[seat2] = VACANT;
      standing2.removed.set(object2, (standing2.removed.get(object2) || /* @__PURE__ */ new Set()).add(inspector));
      standing2.removals.set(object2, (standing2.removals.get(object2) || 0) + 1);
    }
    const rows = vacancies.map(({ object: object2, seat: seat2, inspector }) => {
      const team2 = standing2.teams.get(object2);
      const found = substitute(change.panel, change.seats, {
        changeSeed: change.changeSeed,
        objectId: object2,
        members: team2.filter((member) => member !== VACANT),
        barred: /* @__PURE__ */ new Set([...standing2.removed.get(object2) || [], ...standing2.prevented])
      });
      team2[seat2] = found.inspector;
      return { kind: "substitute", object_id: object2, removed: inspector, added: found.inspector, ticket: found.ticket };
    });
    for (const replaced of change.supplements) rows.push(...supplementRows(standing2, change, replaced));
    return rows;
  }

  // witnessing.js
  var DAY3 = 86400;
  var TRANSITION = 30 * DAY3;
  function governing(ledger, position, moment2) {
    let current = null;
    for (const { position: at, trust } of ledger.trust.changes) {
      if (at >= position && at !== 0) break;
      const policy = ledger.trust.policies.get(trust);
      if (!policy) continue;
      if (!current || sameWitnesses(current, policy)) {
        current = policy;
        continue;
      }
      const seen = firstQuorum(ledger, current, at + 1);
      if (seen && seen.time + TRANSITION <= moment2) current = policy;
    }
    return current;
  }
  function sameWitnesses(left, right) {
    const written = ({ witnesses, quorum }) => JSON.stringify([witnesses.map(({ vkey, outside }) => [vkey, outside]), quorum]);
    return written(left) === written(right);
  }
  function firstQuorum(ledger, policy, least, most = Infinity) {
    let best = null;
    for (const held of ledger.goodCheckpoints(least)) {
      if (held.checkpoint.size > most || held.checkpoint.size > ledger.size) continue;
      const time2 = rightRoot(ledger, held) ? policy.quorumTime(held.times) : null;
      if (time2 !== null && (!best || time2 < best.time)) best = { time: time2, held };
    }
    return best;
  }
  function rightRoot(ledger, { checkpoint }) {
    const root2 = ledger.roots.get(checkpoint.size);
    return root2 !== void 0 && root2.every((byte, at) => byte === checkpoint.root[at]);
  }
  function lastSeen(ledger, policy, most) {
    let last = null;
    for (const held of ledger.goodCheckpoints()) {
      if (held.checkpoint.size > most || !rightRoot(ledger, held)) continue;
      for (const { vkey } of policy.witnesses) {
        const time2 = held.times.get(vkey);
        if (time2 !== void 0 && (last === null || time2 > last)) last = time2;
      }
    }
    return last;
  }
  function outsideCosigners(policy, held) {
    return policy.outsiders.filter(({ vkey }) => held.times.has(vkey)).map((witness) => witness.name);
  }
  function witnessLine(policy, { path, note, times }) {
    const cosigners = [...policy.outsiders, ...policy.witnesses].filter(({ vkey: vkey2 }) => times.has(vkey2));
    if (!cosigners.length) return "";
    const { vkey, parsed } = cosigners[0];
    return cosignatureOf(path, note.text, parsed, note.signatureOf(parsed).signature, times.get(vkey));
  }

  // course.js
  var MARGIN = 60;
  var DAY4 = 86400;
  var SILENCE = 7 * DAY4;
  var Course = class {
    /**
     * @param {import("./ledger.js").Ledger} ledger
     * @param {import("./history.js").DrawRecords} records with a commit
     */
    constructor(ledger, records) {
      const times = records.commit.record.beacons.map(({ time: time2 }) => parseTime(time2));
      this.ledger = ledger;
      this.records = records;
      this.draw = records.draw;
      this.commit = records.commit.record;
      this.position = records.commit.position;
      this.earliest = Math.min(...times);
      this.latest = Math.max(...times);
      this.cutoff = this.earliest - MARGIN;
      this.policy = ledger.trust.at(this.position);
      this.watchers = governing(ledger, this.position, this.earliest);
    }
    /** The first checkpoint of at least `least` entries that the quorum completed: `{time, held}` or null. */
    witnessed(least) {
      return this.watchers ? firstQuorum(this.ledger, this.watchers, least) : null;
    }
    /**
     * Whether the record at `position`, dated `stated`, was logged by the moment `limit`: `in-time` where a quorum's time
     * shows it, `late` where its own date or a witness who saw the log without it says so, else `unshown` (attack A05).
     */
    loggedBy(position, stated, limit) {
      const seen = this.witnessed(position + 1);
      if (seen && seen.time <= limit) return "in-time";
      const without = this.watchers ? lastSeen(this.ledger, this.watchers, position) : null;
      return parseTime(stated) > limit || without !== null && without > limit ? "late" : "unshown";
    }
    /** Whether commit, reveals and close stand in this order, with no reveal outside. */
    get inOrder() {
      const { close, reveals } = this.records;
      return close !== null && reveals.every(({ position }) => this.position < position && position < close.position);
    }
    /**
     * The checkpoint that shows commit, reveals and close in time, before any ceremony, or null (section 5, Closing).
     * That they stand in order is a matter of its own.
     */
    get timelyClose() {
      const { close, ceremonies } = this.records;
      if (!close || !this.watchers) return null;
      const most = ceremonies.length ? ceremonies[0].position : Infinity;
      const seen = firstQuorum(this.ledger, this.watchers, close.position + 1, most);
      return seen && seen.time <= this.cutoff ? seen : null;
    }
    /** Whether somebody outside the bureau cosigned what this draw rests on: its close, else its void or its commit. */
    get isWatched() {
      const { void: entry, close } = this.records;
      const seen = close ? this.timelyClose : this.witnessed((entry ? entry.position : this.position) + 1);
      return seen !== null && outsideCosigners(this.watchers, seen.held).length > 0;
    }
    /**
     * What the draw's void comes to: `none`, `counts`, `waits` (not cosigned yet, still time), `late` (it has no effect),
     * `refuted` (a timely close stands against `unwitnessed`), `early` (`beacon-silent` before 7 days).
     *
     * @param {number} now
     */
    voidEffect(now) {
      const { void: entry, outcome } = this.records;
      if (!entry) return "none";
      if (outcome && outcome.position < entry.position) return "late";
      const seen = this.witnessed(entry.position + 1);
      if (entry.record.code === "unwitnessed") return this.timelyClose ? "refuted" : "counts";
      if (entry.record.code === "beacon-silent") {
        const moment2 = seen ? seen.time : parseTime(entry.record.time);
        return moment2 >= this.earliest + SILENCE ? "counts" : "early";
      }
      if (this.watchers && !this.watchers.isWatched) return "counts";
      if (seen && seen.time <= this.cutoff) return "counts";
      return !seen && now <= this.cutoff ? "waits" : "late";
    }
    /** The position at which the draw ended, by outcome or by a void that counts; Infinity while it is open. */
    endPosition(now) {
      const { outcome, void: entry } = this.records;
      if (outcome) return outcome.position;
      return entry && ["counts", "waits"].includes(this.voidEffect(now)) ? entry.position : Infinity;
    }
    /** The moment by which an open draw must have ended: its last beacon, and the week that a late round has. */
    get due() {
      return this.latest + SILENCE;
    }
  };
  function coursesOf(ledger) {
    const committed = Array.from(ledger.history.draws.values()).filter((records) => records.commit);
    return new Map(committed.map((records) => [records.draw, new Course(ledger, records)]));
  }

  // removals.js
  var OBSERVED_FROM = 3;
  var GONE = ["6", "7", "9", "10", "11", "12"];
  function checkAllowed(held, findings, entry, standing2) {
    const { draw: draw2 } = held;
    const { number, removals, supplements } = entry.record;
    const bad = (zh, en, found) => findings.add("C16", "fail", `第${number}次更换：${zh}`, `change ${number}: ${en}`, { draw: draw2, found });
    if (!removals.length && !supplements.length) bad("没有内容", "it is empty", "");
    checkRemovals(standing2, removals, bad);
    const reported = held.records.settledBefore(entry.position);
    const done = removals.find(({ object: object2 }) => reported.has(object2));
    if (done) bad("这一组已经有结果", "a team that has a result already", done.object);
    for (const { late, object: object2, inspector } of removals) {
      if (late)
        findings.notice(
          `${object2}的回避（${inspector}）不在抽签前的登记册里`,
          `the recusal of ${inspector} from ${object2} wasn't in the register`,
          draw2
        );
    }
    const counts = leavingCounts(standing2, removals, reported);
    for (const [object2, count2] of counts) {
      const total = (standing2.removals.get(object2) || 0) + count2;
      if (total >= 2)
        findings.notice(`${object2}的检查组已换下${total}人次`, `${total} removals from the team of ${object2}`, draw2);
      if (total >= OBSERVED_FROM && !outsideObservers(held.course.ledger.signersOf(entry))) {
        bad(
          "同一组第三次换人，没有局外观察人签名",
          "the third removal from one team without an outside observer's signature",
          object2
        );
        findings.add(
          "C06",
          "fail",
          `第${entry.position}条（change）缺少局外观察人的签名`,
          `entry ${entry.position} (change) lacks an outside observer`,
          { draw: draw2 }
        );
      }
    }
    for (const { object: object2 } of supplements) checkSupplement(held, entry, object2, standing2, bad);
  }
  function checkRemovals(standing2, removals, bad) {
    const ranks = Array.from(standing2.teams.keys());
    const used = /* @__PURE__ */ new Set();
    let last = [-1, -1];
    for (const { object: object2, inspector, code } of removals) {
      const team2 = standing2.teams.get(object2);
      const seat2 = team2 ? team2.findIndex((member, at) => member === inspector && !used.has(`${object2} ${at}`)) : -1;
      if (seat2 < 0) {
        bad("换下的人不在组里", "somebody who isn't in that team", `${object2} ${inspector}`);
        continue;
      }
      used.add(`${object2} ${seat2}`);
      if (inspector === VACANT !== (code === "vacant"))
        bad("代码与席位不符", "the code doesn't fit the seat", `${object2} ${inspector} ${code}`);
      const place3 = [ranks.indexOf(object2), seat2];
      if (place3[0] < last[0] || place3[0] === last[0] && place3[1] < last[1])
        bad("没有按序号、席位排列", "not by rank, then seat", object2);
      last = place3;
    }
  }
  function leavingCounts(standing2, removals, settled) {
    const counts = /* @__PURE__ */ new Map();
    const prevented = new Set(removals.filter(({ code }) => code === PREVENTED).map(({ inspector }) => inspector));
    for (const [object2, team2] of standing2.teams) {
      const count2 = team2.filter((member) => {
        const named = removals.some((removal2) => removal2.object === object2 && removal2.inspector === member);
        return member !== VACANT && (named || prevented.has(member) && !settled.has(object2));
      }).length;
      if (count2) counts.set(object2, count2);
    }
    return counts;
  }
  function checkSupplement(held, entry, object2, standing2, bad) {
    const rows = held.records.rows.filter((row2) => row2.record.object === object2 && row2.position < entry.position);
    const newest = rows[rows.length - 1];
    const data = newest ? held.file(rowFile(newest.record.row)) : null;
    const { value } = data ? attempt(() => parseResultRow(parseRowFile(data))) : {};
    if (!standing2.teams.has(object2)) bad("要补的单位没有被抽中", "an object that wasn't drawn", object2);
    else if (held.replaced.has(object2)) bad("这一户已经补过", "an object that was replaced before", object2);
    else if (!value && newest && isWithdrawn(held, newest)) return;
    else if (!value || !value.codes.some((code) => GONE.includes(code)))
      bad(
        "没有已公示的结果说明它关闭、迁出或无法联系",
        "no published result says that it is closed, moved or unreachable",
        object2
      );
    held.replaced.add(object2);
  }
  function isWithdrawn({ records }, row2) {
    return records.withdrawals.some((entry) => entry.record.row === row2.record.row);
  }

  // change_checks.js
  var DUE = 3 * DAY4;
  function checkChanges(held, findings, now) {
    const { records, teams, draw: draw2 } = held;
    if (!records.outcome && records.changes.length)
      findings.add("C16", "fail", "更换早于抽签结果", "a change before the outcome", { draw: draw2 });
    else if (!records.outcome && !held.isVoid(now))
      findings.add("C16", "pending", "抽签结果出来以后才有更换", "changes come after the outcome", { draw: draw2 });
    if (records.outcome && !teams && records.changes.length)
      findings.add(
        "C16",
        "unknown",
        "检查组不能重算，更换无从核对",
        "the teams can't be recomputed, so changes can't be judged",
        { draw: draw2 }
      );
    if (!records.outcome || !teams) return;
    const standing2 = Standing.afterDraw(teams);
    held.standings = [{ from: records.outcome.position, standing: standing2.copy() }];
    held.replaced = /* @__PURE__ */ new Set();
    checkNumbers(held, findings);
    if (!records.changes.length)
      findings.add("C16", "pass", "没有更换", "there were no changes", { draw: draw2, watched: held.course.isWatched });
    for (const entry of records.changes) {
      const done = records.changed.find((other) => other.record.number === entry.record.number) || null;
      const before2 = findings.list.length;
      checkAllowed(held, findings, entry, standing2);
      const value = checkBeacon(held, findings, entry, done, now);
      if (value === null) continue;
      applyAndCompare(held, findings, entry, done, standing2, value);
      held.standings.push({ from: done.position, standing: standing2.copy() });
      if (findings.list.length === before2) passed(held, findings, entry, value);
    }
  }
  function passed({ draw: draw2, course }, findings, entry, value) {
    const { number } = entry.record;
    const lines = ["draw/1 change", draw2, entry.hash, value];
    findings.add(
      "C16",
      "pass",
      `第${number}次更换合规、及时，换的人和补的户重算相同`,
      `change ${number} is allowed, in time, and comes out as published`,
      {
        draw: draw2,
        file: `draws/${draw2}/${changeFile(number, "csv")}`,
        expected: changeSeed(draw2, entry.hash, value),
        byHand: hashOfLines(lines),
        watched: course.isWatched
      }
    );
  }
  function checkNumbers({ draw: draw2, records }, findings) {
    const bad = (entry, zh, en) => findings.add("C16", "fail", `第${entry.record.number}次更换：${zh}`, `change ${entry.record.number}: ${en}`, {
      draw: draw2
    });
    records.changes.forEach((entry, at) => {
      const { number } = entry.record;
      if (number !== at + 1) bad(entry, "编号有空号或重复", "a gap in the numbers, or twice the same");
      if (entry.position < records.outcome.position) bad(entry, "早于抽签结果", "before the outcome");
      const earlier = records.changes.slice(0, at).find((other) => {
        const done = records.changed.find((item) => item.record.number === other.record.number);
        return !done || done.position > entry.position;
      });
      if (earlier) bad(entry, "前一次更换还没有完成", "the one before it was still in flight");
    });
    for (const entry of records.changed) {
      const change = records.changes.find((other) => other.record.number === entry.record.number);
      if (!change || change.position > entry.position || change.hash !== entry.record.change)
        bad(entry, "完成记录指向别的更换", "its completion names another change");
      if (records.changed.some(
        (other) => other !== entry && other.record.number === entry.record.number && other.position < entry.position
      ))
        bad(entry, "完成了两次", "completed twice");
    }
  }
  function checkBeacon(held, findings, entry, done, now) {
    const { course, draw: draw2 } = held;
    const { number, beacon: beacon2 } = entry.record;
    const bad = (zh, en, more) => findings.add("C16", "fail", `第${number}次更换：${zh}`, `change ${number}: ${en}`, { draw: draw2, ...more });
    const { fault } = attempt(() => checkTime(beacon2, done ? done.record.answer : void 0));
    if (fault) findings.fault("C16", fault, { draw: draw2 });
    const known = !course.policy || course.policy.beacons.includes(beacon2.source);
    if (!known || beacon2.source === CEREMONY)
      bad("随机源不可用", "a source that isn't allowed", { found: beacon2.source });
    const fires = parseTime(beacon2.time);
    checkFresh(held, findings, entry, fires, now);
    if (!done) {
      if (now <= fires + DUE)
        findings.add("C16", "pending", `第${number}次更换尚未完成`, `change ${number} isn't completed yet`, {
          draw: draw2,
          expected: timeText(fires)
        });
      else
        bad("随机数产生三天后仍未完成", "not completed three days after its beacon", { expected: timeText(fires + DUE) });
      return null;
    }
    const logged = course.loggedBy(done.position, done.record.time, fires + DUE);
    if (logged === "late")
      bad("完成得太晚", "completed too late", { found: done.record.time, expected: `≤ ${timeText(fires + DUE)}` });
    if (logged === "unshown")
      findings.add(
        "C16",
        "unknown",
        `第${number}次更换：没有见证表明它在三天内完成`,
        `change ${number}: no cosignature shows that it was completed within three days`,
        { draw: draw2, expected: `≤ ${timeText(fires + DUE)}` }
      );
    const proven = attempt(() => prove(beacon2.source, beacon2.round, done.record.answer));
    if (proven.fault) {
      findings.fault("C16", proven.fault, { draw: draw2, file: held.path(changeFile(number, "done")) });
      return null;
    }
    if (proven.value.verdict !== "pass") {
      findings.add(
        "C16",
        proven.value.verdict,
        `第${number}次更换的随机数：${proven.value.zh}`,
        `the beacon of change ${number}: ${proven.value.en}`,
        { draw: draw2, found: proven.value.value }
      );
    }
    return proven.value.value;
  }
  function checkFresh({ course, draw: draw2 }, findings, entry, fires, now) {
    const { number } = entry.record;
    if (!course.watchers || !course.watchers.isWatched) return;
    const seen = course.witnessed(entry.position + 1);
    const limit = fires - MARGIN;
    if (seen && seen.time <= limit) return;
    const waits = !seen && now <= limit;
    findings.add(
      "C16",
      waits ? "pending" : "fail",
      `第${number}次更换${waits ? "尚待" : "没有及时"}见证`,
      `change ${number} ${waits ? "waits for" : "lacks"} a timely cosignature`,
      {
        draw: draw2,
        found: seen ? timeText(seen.time) : "",
        expected: `≤ ${timeText(limit)}`
      }
    );
  }
  function applyAndCompare(held, findings, entry, done, standing2, value) {
    const { draw: draw2, frame, panel, commit } = held;
    const { number, removals, supplements } = entry.record;
    const file = held.path(changeFile(number, "csv"));
    const rows = applyChange2(standing2, {
      frame,
      panel,
      seats: commit.team.seats,
      changeSeed: changeSeed(draw2, entry.hash, value),
      removals,
      supplements: supplements.map(({ object: object2 }) => object2),
      settled: held.records.settledBefore(entry.position)
    });
    const data = held.file(changeFile(number, "csv"));
    if (!data) {
      findings.add("C16", "unknown", `第${number}次更换的文件没有公布`, `the file of change ${number} isn't published`, {
        draw: draw2,
        file
      });
      return;
    }
    const { value: found } = attempt(() => decodeUtf8(data));
    const expected = changeText(rows);
    if (found === expected) return;
    const [left, right] = [(found || "").split("\n"), expected.split("\n")];
    const at = Math.max(
      0,
      right.findIndex((line, index) => line !== left[index])
    );
    findings.add(
      "C16",
      "fail",
      `第${number}次更换与重算的不同（第${at + 1}行）`,
      `change ${number} isn't what follows (line ${at + 1})`,
      { draw: draw2, file, found: left[at] || "", expected: right[at] || "" }
    );
  }

  // frames.js
  var OBJECTS_HEADER = ["object_id", "name", "kind", "section", "industry", "town", "status", "listed_on"];
  var INSPECTORS_HEADER = [
    "inspector_id",
    "name",
    "department",
    "skills",
    "certificate_until",
    "status",
    "reserve"
  ];
  var PLAN_HEADER = [
    "row",
    "items",
    "title",
    "kind",
    "scope_text",
    "ratio",
    "frequency",
    "method",
    "joint",
    "from",
    "to"
  ];
  var INACTIVE = "inactive";
  var ACTIVE = "存续";
  function holds(fields2, conditions) {
    return conditions.every(({ column, in: values }) => values.includes(fields2[OBJECTS_HEADER.indexOf(column)]));
  }
  function rulesOf(order, { items: list2 }) {
    const scopeOf = (item) => (list2.items.find((entry) => entry.item === item) || { scope: [] }).scope;
    const { targeting, strata, exclusions } = order;
    return { scopes: order.items.map(scopeOf), targeting, strata, exclusions };
  }
  function rowText(row2) {
    return row2 ? `${row2.object_id},${row2.stratum},${row2.excluded}` : "";
  }
  function* buildFrame(roster, { scopes, targeting, strata, exclusions }, name = "") {
    const status = OBJECTS_HEADER.indexOf("status");
    for (const [fields2, line] of sortedRows(roster, OBJECTS_HEADER, name)) {
      if (!isIdentifier(fields2[0])) {
        throw new Malformed("row", "名录行的编号不符", "not an object's id", { file: name, line });
      }
      if (!scopes.every((scope) => holds(fields2, scope)) || !holds(fields2, targeting)) continue;
      const found = strata.find((stratum) => holds(fields2, stratum.where));
      if (!found) continue;
      const excluded = exclusions.includes(INACTIVE) && fields2[status] !== ACTIVE ? INACTIVE : "";
      yield { object_id: fields2[0], stratum: found.stratum, excluded };
    }
  }
  function panelExclusion({ status, certificate_until }, inspectBy) {
    if (status === "suspended" || status === "transferred") return status;
    return parseDate(certificate_until) < parseDate(inspectBy) ? "expired" : "";
  }
  function buildPanel(roster, inspectBy, name = "") {
    return Array.from(sortedRows(roster, INSPECTORS_HEADER, name), ([fields2]) => {
      const [inspector_id, , department, skills, certificate_until, status, reserve] = fields2;
      return {
        inspector_id,
        department,
        skills: skills === "" ? [] : skills.split(";").sort(),
        excluded: panelExclusion({ status, certificate_until }, inspectBy),
        reserve
      };
    });
  }

  // plan_use.js
  function planFile(course) {
    const { plan, basis } = course.commit;
    const logged = course.ledger.history.files("plan", basis.size).filter(({ record }) => record.sha256 === plan.file);
    return logged.length ? logged[logged.length - 1].record.file : null;
  }
  async function checkPlanUse(findings, course, all, source, now) {
    const { plan } = course.commit;
    if (plan.approval !== void 0) return;
    const file = planFile(course);
    if (file === null) {
      findings.add("C05", "fail", "所用的年度计划当时没有登记", "the plan wasn't in the log at the basis", {
        draw: course.draw,
        found: plan.file
      });
      return;
    }
    for (const other of all) {
      const theirs = other.commit.plan;
      const same = theirs.row === plan.row && theirs.occurrence === plan.occurrence && planFile(other) === file;
      if (other.position >= course.position || !same || isReplaced(course, other, all, now)) continue;
      findings.add(
        "C05",
        "fail",
        `计划${plan.row}第${plan.occurrence}次已由抽查${other.draw}用过`,
        `occurrence ${plan.occurrence} of plan row ${plan.row} was used by draw ${other.draw}`,
        {
          draw: course.draw,
          found: other.draw
        }
      );
    }
    await checkPlanRow(findings, course, source);
  }
  function isReplaced(course, other, all, now) {
    for (let at = course; at && at.commit.replaces; ) {
      const { draw: draw2 } = at.commit.replaces;
      at = all.find((candidate) => candidate.draw === draw2);
      if (at === other) return ["counts", "waits"].includes(other.voidEffect(now));
    }
    return false;
  }
  async function checkPlanRow(findings, course, source) {
    const { plan } = course.commit;
    const path = snapshot(plan.file);
    if (await source.hash(path) !== plan.file) {
      findings.add("C05", "unknown", "年度计划没有公布或不能读取", "the plan isn't published as it was logged", {
        draw: course.draw,
        file: path
      });
      return;
    }
    const data = await source.bytes(path);
    const { value: rows, fault } = attempt(() => parseCsv(data, PLAN_HEADER, path));
    if (fault) {
      findings.fault("C05", fault, { draw: course.draw });
      return;
    }
    const row2 = rows.find((fields2) => fields2[0] === plan.row);
    const items = row2 ? row2[PLAN_HEADER.indexOf("items")].split(";").sort().join(";") : "";
    if (row2 && items !== course.commit.items.slice().sort().join(";")) {
      findings.add("C05", "fail", "抽签的事项不是计划这一行的事项", "the draw's items aren't those of its plan row", {
        draw: course.draw,
        file: path,
        found: course.commit.items.join(";"),
        expected: items
      });
    }
    const frequency = row2 ? Number(row2[PLAN_HEADER.indexOf("frequency")]) : 0;
    if (!(Number(plan.occurrence) <= frequency)) {
      findings.add("C05", "fail", "年度计划里没有这一行的这一次", "the plan has no such occurrence of that row", {
        draw: course.draw,
        file: path,
        found: `${plan.row}/${plan.occurrence}`,
        expected: row2 ? `≤ ${frequency}` : ""
      });
    }
  }
  function checkReplaces(findings, course, courses, now) {
    const { replaces, files: files2 } = course.commit;
    if (!replaces) return;
    const { draw: draw2 } = course;
    const old = courses.get(replaces.draw);
    if (!old || old.position >= course.position || !["counts", "waits"].includes(old.voidEffect(now))) {
      findings.add(
        "C05",
        "fail",
        `抽查${replaces.draw}没有作废，不能代替`,
        `draw ${replaces.draw} isn't void and can't be replaced`,
        { draw: draw2 }
      );
      return;
    }
    const names = /* @__PURE__ */ new Set([...Object.keys(files2), ...Object.keys(old.commit.files)]);
    const differing = Array.from(names).filter((name) => files2[name] !== old.commit.files[name]).sort();
    const listed = replaces.differences.map((text2) => text2.split(/[\s:：]/)[0]).sort();
    if (differing.join("\n") !== Array.from(new Set(listed)).join("\n")) {
      findings.add(
        "C05",
        "fail",
        "代替作废抽查时没有列全不同的文件",
        "not each file that differs from the void draw is listed",
        {
          draw: draw2,
          found: replaces.differences.join(" "),
          expected: differing.join(" ")
        }
      );
    }
  }

  // sequence.js
  async function checkSequence(ledger, findings, courses, { source, now, watched }) {
    checkNumbers2(ledger, findings);
    checkRepeats(ledger, findings);
    checkHomeless(ledger, findings);
    checkStrays(ledger, findings);
    const all = Array.from(courses.values());
    for (const course of all) {
      const before2 = findings.list.length;
      checkOnce(findings, course);
      checkOpen(findings, course, all, now);
      await checkPlanUse(findings, course, all, source, now);
      checkReplaces(findings, course, courses, now);
      checkEnd(findings, course, now);
      if (findings.list.length === before2) {
        findings.add(
          "C05",
          "pass",
          "编号连续，没有重抽，已结束或在期限之内",
          "numbered in order, drawn once, ended or within its time",
          {
            draw: course.draw,
            watched
          }
        );
      }
    }
  }
  function checkNumbers2(ledger, findings) {
    const ordinals = /* @__PURE__ */ new Map();
    for (const { record } of ledger.history.of("commit")) {
      const year = dateOf(parseTime(record.time)).slice(0, 4);
      const ordinal = (ordinals.get(year) || 0) + 1;
      const expected = drawNumber(year, ordinal);
      ordinals.set(year, ordinal);
      if (record.draw !== expected) {
        findings.add("C05", "fail", "编号有空号或次序不对", "a gap in the numbers, or out of order", {
          draw: record.draw,
          found: record.draw,
          expected
        });
      }
    }
  }
  function checkRepeats(ledger, findings) {
    const first2 = /* @__PURE__ */ new Map();
    for (const { position, hash: hash2, record } of ledger.history.entries) {
      if (hash2 === "") continue;
      if (first2.has(hash2))
        findings.add(
          "C05",
          "fail",
          `第${position}条与第${first2.get(hash2)}条重复`,
          `entry ${position} repeats entry ${first2.get(hash2)}`,
          { draw: record && record.draw || "" }
        );
      else first2.set(hash2, position);
    }
  }
  function checkHomeless(ledger, findings) {
    for (const { position, record } of ledger.history.of("result", "correction")) {
      if (record.draw !== "") continue;
      findings.add("C05", "fail", `第${position}条是没有抽查的结果`, `entry ${position} is a result without a draw`, {
        found: record.object
      });
    }
  }
  function checkStrays(ledger, findings) {
    for (const [draw2, records] of ledger.history.draws) {
      const rejected = ledger.history.entries.some(
        ({ record }) => record && record.type === "commit" && record.draw === draw2
      );
      if (!records.commit && !rejected)
        findings.add("C05", "fail", "有记录而没有封存", "records of a draw that was never committed", { draw: draw2 });
    }
  }
  function checkOnce(findings, { draw: draw2, records }) {
    const twice = [
      ["封存", "commit", records.commits],
      ["封签", "close", records.closes],
      ["抽签结果", "outcome", records.outcomes]
    ];
    for (const [zh, en, entries] of twice) {
      if (entries.length > 1)
        findings.add(
          "C05",
          "fail",
          `同一次抽查有${entries.length}份${zh}`,
          `${entries.length} ${en} records of one draw`,
          { draw: draw2 }
        );
    }
    for (const entry of records.voids) namesCommit(findings, "C05", records, entry);
  }
  function namesCommit(findings, code, { commit, draw: draw2 }, entry) {
    if (entry.record.commit === commit.hash) return true;
    findings.add(code, "fail", `第${entry.position}条指向另一份封存`, `entry ${entry.position} names another commit`, {
      draw: draw2,
      found: entry.record.commit,
      expected: commit.hash
    });
    return false;
  }
  function checkOpen(findings, course, all, now) {
    for (const other of all) {
      if (other.position >= course.position || other.endPosition(now) < course.position) continue;
      const shared2 = other.commit.items.find((item) => course.commit.items.includes(item));
      if (shared2 === void 0) continue;
      findings.add(
        "C05",
        "fail",
        `抽查${other.draw}尚未结束，又对事项${shared2}抽签`,
        `draw ${other.draw} of item ${shared2} was still open`,
        {
          draw: course.draw,
          found: shared2
        }
      );
    }
  }
  function checkEnd(findings, course, now) {
    const { draw: draw2, records } = course;
    const entry = records.void;
    const effect = course.voidEffect(now);
    const code = entry ? entry.record.code : "";
    if (records.voids.length > 1) findings.add("C05", "fail", "作废了两次", "voided twice", { draw: draw2 });
    if (effect === "late" || effect === "refuted" || effect === "early") {
      const why = {
        late: ["作废没有在随机数出来以前得到见证，无效", "the void wasn't witnessed before the beacon: it has no effect"],
        refuted: [
          "以“未见证”作废，但封签及时得到了见证",
          "voided as unwitnessed, though the close was witnessed in time"
        ],
        early: ["以“随机数未出”作废，未满七天", "voided as silent before seven days had passed"]
      }[effect];
      findings.add("C05", "fail", why[0], why[1], { draw: draw2, found: code, expected: timeText(course.cutoff) });
    } else if (effect === "waits") {
      findings.add("C05", "pending", "作废尚待见证", "the void waits for the witnesses", { draw: draw2 });
    } else if (effect === "counts" && code === "beacon-silent") {
      findings.add(
        "C05",
        "unknown",
        "以“随机数未出”作废：请查证这一轮是否已经公布",
        "voided because the round stayed away: ask the source whether it was published",
        { draw: draw2 }
      );
    } else if (effect === "counts" && records.outcome) {
      findings.add("C05", "fail", "作废之后又有抽签结果", "an outcome after the void", { draw: draw2 });
    } else if (effect === "none" && !records.outcome && now > course.due) {
      findings.add(
        "C05",
        "fail",
        "随机数出来以后七天，既无结果也未作废",
        "neither outcome nor void seven days after the beacon",
        {
          draw: draw2,
          expected: timeText(course.due)
        }
      );
    }
  }

  // commitments.js
  function checkSecrets(held, findings, now) {
    const { draw: draw2, records } = held;
    const before2 = findings.list.length;
    checkParties(held, findings);
    for (const entry of records.reveals) checkReveal(held, findings, entry);
    for (const entry of [...records.reveals, ...records.closes]) namesCommit(findings, "C11", records, entry);
    checkTwice(held, findings);
    if (!records.close) {
      if (!held.isVoid(now) && findings.list.length === before2) {
        findings.add("C11", "pending", "尚未拆封完毕", "not all have revealed yet", {
          draw: draw2,
          expected: held.commit.reveal_by
        });
      }
      return;
    }
    checkClose(held, findings);
    if (findings.list.length > before2) return;
    const first2 = records.reveals[0];
    const { party: party2, secret } = first2 ? first2.record : { party: "", secret: "" };
    findings.add(
      "C11",
      "pass",
      `${records.reveals.length}个参与方的秘密值都打开了各自的承诺`,
      `${records.reveals.length} secrets open their commitments`,
      {
        draw: draw2,
        found: party2,
        expected: first2 ? commitment(draw2, party2, secret) : "",
        byHand: first2 ? hashOfLines(["draw/1 secret", draw2, party2, secret]) : ""
      }
    );
  }
  function checkParties({ commit, course, draw: draw2 }, findings) {
    const names = commit.parties.map(({ party: party2 }) => party2);
    if (names.some((name, at) => at > 0 && names[at - 1] >= name)) {
      findings.add("C11", "fail", "参与方未按名称排列或重复", "the parties aren't in order, each once", {
        draw: draw2,
        found: names.join(" ")
      });
    }
    if (!course.policy) return;
    const keys = course.policy.keysAt(course.position);
    const holds2 = (name, ...roles) => keys.some((key) => key.parsed.name === name && roles.includes(key.role));
    const stranger = names.find((name) => !keys.some((key) => key.parsed.name === name));
    const offices = names.filter((name) => holds2(name, "draw"));
    const complete = names.some((name) => holds2(name, "legal", "deputy") && offices.some((other) => other !== name));
    if (stranger !== void 0 || !complete) {
      findings.add(
        "C11",
        "fail",
        "参与方不是抽查机构、法制机构和观察人",
        "the parties aren't draw office, legal office and observers",
        {
          draw: draw2,
          found: stranger === void 0 ? names.join(" ") : stranger
        }
      );
    }
  }
  function checkTwice({ records, draw: draw2 }, findings) {
    const seen = /* @__PURE__ */ new Set();
    for (const { record } of records.reveals) {
      if (seen.has(record.party))
        findings.add("C11", "fail", `${record.party}拆封了两次`, `${record.party} revealed twice`, { draw: draw2 });
      seen.add(record.party);
    }
  }
  function checkReveal({ commit, draw: draw2 }, findings, { position, record }) {
    const party2 = commit.parties.find((entry) => entry.party === record.party);
    const found = commitment(draw2, record.party, record.secret);
    if (party2 && party2.commitment === found) return;
    findings.add(
      "C11",
      "fail",
      `第${position}条的秘密值打不开${record.party}的承诺`,
      `the secret of ${record.party} doesn't open its commitment`,
      {
        draw: draw2,
        found,
        expected: party2 ? party2.commitment : "",
        byHand: hashOfLines(["draw/1 secret", draw2, record.party, record.secret])
      }
    );
  }
  function checkClose({ commit, records, draw: draw2 }, findings) {
    const { reveals } = records.close.record;
    const parties = commit.parties.map(({ party: party2 }) => party2);
    if (Object.keys(reveals).sort().join(" ") !== parties.slice().sort().join(" ")) {
      findings.add("C11", "fail", "封签没有列出每个参与方", "the close doesn't list each party", {
        draw: draw2,
        found: Object.keys(reveals).join(" "),
        expected: parties.join(" ")
      });
    }
    for (const party2 of parties.filter((name) => name in reveals)) {
      const made = records.reveals.filter(
        (entry) => entry.record.party === party2 && entry.position < records.close.position
      );
      const stated = reveals[party2];
      const right = stated === ABSENT ? made.length === 0 : made.some((entry) => entry.hash === stated);
      if (!right) {
        findings.add("C11", "fail", `封签所写的${party2}与拆封不符`, `the close doesn't state what ${party2} revealed`, {
          draw: draw2,
          found: stated,
          expected: made.length ? made[0].hash : ABSENT
        });
      }
      if (stated === ABSENT) findings.notice(`参与方${party2}没有拆封`, `party ${party2} didn't reveal`, draw2);
    }
  }

  // draw_case.js
  async function drive(steps, tick) {
    for (; ; ) {
      const step = steps.next();
      if (step.done) return step.value;
      await tick(step.value);
    }
  }
  var DrawCase = class {
    constructor(course) {
      this.course = course;
      this.draw = course.draw;
      this.commit = course.commit;
      this.records = course.records;
      this.files = /* @__PURE__ */ new Map();
      this.listed = [];
      this.order = null;
      this.frame = null;
      this.panel = null;
      this.faults = /* @__PURE__ */ new Map();
      this.values = null;
      this.seed = "";
      this.standings = [];
      this.frameKey = null;
    }
    /** The bytes of a file below draws/<draw>/, or null. */
    file(name) {
      return this.files.get(name) || null;
    }
    /** The published path of a file of this draw. */
    path(name) {
      return drawFile(this.draw, name);
    }
    /** Whether a void that counts has ended the draw: nothing that comes after is due any more. */
    isVoid(now) {
      return this.course.voidEffect(now) === "counts" && !this.records.outcome;
    }
    read(name, parse) {
      const data = this.file(name);
      if (!data) {
        this.faults.set(
          name,
          new Malformed("missing", "文件没有公布", "the file isn't published", { file: this.path(name) })
        );
        return null;
      }
      const { value, fault } = attempt(() => parse(data, this.path(name)));
      if (fault) this.faults.set(name, fault.at(this.path(name)));
      return fault ? null : value;
    }
  };
  function expectedNames({ records, commit }) {
    const names = [...COMMIT_FILES, "commit.note"];
    for (const { record } of records.reveals) {
      const at = commit.parties.findIndex(({ party: party2 }) => party2 === record.party);
      if (at >= 0) names.push(revealFile(at + 1));
    }
    for (const type of ["close", "outcome", "void", "ceremony", "audit"]) {
      const entries = records[{ close: "closes", outcome: "outcomes", void: "voids", ceremony: "ceremonies", audit: "audits" }[type]];
      if (entries.length) names.push(`${type}.note`);
    }
    if (records.outcome) names.push(...OUTCOME_FILES);
    else if (records.void && records.close) names.push("beacon.json");
    for (const { record } of records.changes) names.push(changeFile(record.number, "note"));
    for (const { record } of records.changed)
      names.push(changeFile(record.number, "csv"), changeFile(record.number, "done"));
    for (const { record } of records.rows) names.push(rowFile(record.row));
    return names;
  }
  async function loadCase(course, source, { frameKey, tick }) {
    const held = new DrawCase(course);
    const prefix = drawFile(course.draw, "");
    held.listed = (await source.paths()).filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length));
    for (const name of /* @__PURE__ */ new Set([...expectedNames(held), FRAME_KEY])) {
      held.files.set(name, await source.bytes(prefix + name));
    }
    held.order = held.read("order.json", parseOrder);
    held.panel = held.read("panel.csv", parsePanel);
    await readFrame(held, tick);
    if (held.file(FRAME_KEY)) held.frameKey = held.read(FRAME_KEY, parseFrameKey);
    held.frameKey = held.frameKey || frameKey || null;
    return held;
  }
  async function readFrame(held, tick) {
    const data = held.file("frame.csv");
    if (!data) {
      held.read("frame.csv", () => null);
      return;
    }
    try {
      held.frame = await drive(frameSteps(data, held.path("frame.csv")), tick);
    } catch (error) {
      if (!(error instanceof Malformed)) throw error;
      held.faults.set("frame.csv", error);
    }
  }
  function parseBeaconFile(data, name = "beacon.json") {
    const value = parseJson(data, name);
    const isItem = (item) => typeof item === "object" && !Array.isArray(item) && Object.keys(item).sort().join() === "answer,round,source" && typeof item.source === "string" && typeof item.round === "string" && typeof item.answer === "object" && !Array.isArray(item.answer);
    if (!Array.isArray(value) || !value.every(isItem)) {
      throw new Malformed("beacon-file", "不是随机数文件", "not a file of beacons", { file: name });
    }
    return value;
  }

  // seed.js
  function seedText({ draw: draw2, commit, close, secrets, beacons }) {
    const lines = ["draw/1 seed", `draw ${draw2}`, `commit ${commit}`, `close ${close}`];
    for (const party2 of Array.from(secrets.keys()).sort()) lines.push(`secret ${party2} ${secrets.get(party2)}`);
    for (const { source, round, value } of beacons) lines.push(`beacon ${source} ${round} ${value}`);
    return lines.map((line) => `${line}
`).join("");
  }
  function seed(text2) {
    return sha256Hex(text2);
  }

  // computed.js
  async function checkComputed(held, findings, { now, tick }) {
    const { records, draw: draw2 } = held;
    if (held.isVoid(now)) {
      wouldHaveBeen(held, findings);
      return;
    }
    if (!records.outcome) {
      for (const code of ["C13", "C14", "C15"])
        findings.add(code, "pending", "随机数出来以后才有", "not before the beacon fires", { draw: draw2 });
      return;
    }
    checkSeed(held, findings);
    if (!held.seed) {
      for (const code of ["C14", "C15"])
        findings.add(code, "unknown", "没有种子，不能重算", "without a seed nothing can be recomputed", { draw: draw2 });
      return;
    }
    const drawn = await checkSelection(held, findings, tick);
    await checkTeams(held, findings, drawn, tick);
  }
  function expectedSeed({ draw: draw2, records, commit, values }) {
    if (!values || !records.close) return null;
    const secrets = /* @__PURE__ */ new Map();
    for (const { party: party2 } of commit.parties) {
      const stated = records.close.record.reveals[party2];
      const reveal = records.reveals.find((entry) => entry.hash === stated);
      if (stated !== ABSENT && !reveal) return null;
      secrets.set(party2, reveal ? reveal.record.secret : ABSENT);
    }
    return seedText({ draw: draw2, commit: records.commit.hash, close: records.close.hash, secrets, beacons: values });
  }
  function checkSeed(held, findings) {
    const { draw: draw2, records } = held;
    const file = held.path("seed.txt");
    const stated = records.outcome.record.seed;
    const data = held.file("seed.txt");
    const expected = expectedSeed(held);
    const found = data ? sha256Hex(data) : "";
    const { outcome, close } = records;
    namesCommit(findings, "C13", records, outcome);
    if (!close || outcome.record.close !== close.hash) {
      findings.add("C13", "fail", "抽签结果指向另一份封签", "the outcome names another close", {
        draw: draw2,
        found: outcome.record.close,
        expected: close ? close.hash : ""
      });
    }
    held.seed = expected === null ? found || stated : seed(expected);
    if (expected === null) {
      findings.add(
        "C13",
        "unknown",
        "缺少秘密值或随机数，种子不能重算；以下各项按公布的种子重算",
        "without secrets and proven values the seed can't be recomputed; what follows uses the published one",
        { draw: draw2, file }
      );
      return;
    }
    const more = { draw: draw2, file, found, expected: held.seed, byHand: hashOfFile(file) };
    if (!data) {
      findings.add("C13", "unknown", "种子文件没有公布", "seed.txt isn't published", { draw: draw2, file });
    } else if (found === held.seed && stated === held.seed) {
      findings.add(
        "C13",
        "pass",
        "种子由登记的记录和随机数重算相同",
        "the seed recomputes from the logged records and the beacon",
        more
      );
    } else {
      findings.add("C13", "fail", "种子与重算的不同", "the seed isn't the one that follows", {
        ...more,
        found: found === held.seed ? stated : found
      });
    }
  }
  async function checkSelection(held, findings, tick) {
    const { draw: draw2, frame, commit, seed: seed2 } = held;
    if (!frame) {
      findings.fault("C14", held.faults.get("frame.csv"), { draw: draw2 });
      return null;
    }
    const sizes = new Map(commit.quotas.map(({ stratum, size: size2 }) => [stratum, size2]));
    const drawn = await drive(selectSteps(frame, sizes, seed2), tick);
    held.drawn = drawn;
    const first2 = drawn[0];
    const line = first2 ? { expected: first2.ticket, byHand: hashOfText(objectTicketText(seed2, first2.object_id)) } : {};
    compare(held, findings, "C14", "selection.csv", selectionText(drawn), parseSelection, {
      zh: `抽中的${drawn.length}户重算相同`,
      en: `all ${drawn.length} drawn objects recompute`,
      ...line
    });
    return drawn;
  }
  async function checkTeams(held, findings, drawn, tick) {
    const { draw: draw2, panel, commit, seed: seed2 } = held;
    if (!panel || !drawn) {
      findings.fault("C15", held.faults.get("panel.csv") || held.faults.get("frame.csv"), { draw: draw2 });
      return;
    }
    const teams = await drive(
      teamSteps(
        panel,
        commit.team.seats,
        drawn.map((row2) => row2.object_id),
        seed2
      ),
      tick
    );
    held.teams = teams;
    const first2 = teams.find((row2) => row2.ticket !== "");
    const text2 = first2 ? `${seed2}:inspector:${first2.object_id}:${first2.inspector_id}` : "";
    compare(held, findings, "C15", "teams.csv", teamsText(teams), parseTeams, {
      zh: `${drawn.length}个检查组重算相同`,
      en: `all ${drawn.length} teams recompute`,
      expected: first2 ? first2.ticket : "",
      byHand: first2 ? hashOfText(text2) : ""
    });
  }
  function compare(held, findings, code, name, expected, parse, { zh, en, ...line }) {
    const data = held.file(name);
    const file = held.path(name);
    const rows = held.read(name, parse);
    const found = data && rows ? decodeUtf8(data) : "";
    if (found === expected) {
      findings.add(code, "pass", zh, en, { draw: held.draw, file, ...line });
    } else if (!rows) {
      findings.fault(code, held.faults.get(name), { draw: held.draw });
    } else {
      const [left, right] = [found.split("\n"), expected.split("\n")];
      const at = Array.from({ length: Math.max(left.length, right.length) }).findIndex(
        (_, index) => left[index] !== right[index]
      );
      findings.add(code, "fail", `${name}第${at + 1}行与重算的不同`, `line ${at + 1} of ${name} isn't what follows`, {
        draw: held.draw,
        file,
        found: left[at] || "",
        expected: right[at] || ""
      });
    }
  }
  function wouldHaveBeen(held, findings) {
    const { records, draw: draw2, frame, commit } = held;
    if (!records.close || records.close.position > records.void.position) return;
    const text2 = expectedSeed(held);
    if (text2 === null || !frame) {
      findings.notice(
        "封签以后作废：公共随机数出来后，任何人都能算出它本来的结果",
        "voided after its close: with the beacon's value anybody can compute its outcome",
        draw2
      );
      return;
    }
    const seed2 = seed(text2);
    const sizes = new Map(commit.quotas.map(({ stratum, size: size2 }) => [stratum, size2]));
    const steps = selectSteps(frame, sizes, seed2);
    let step = steps.next();
    while (!step.done) step = steps.next();
    const names = step.value.map((row2) => row2.object_id).join(" ");
    findings.notice(`封签以后作废；本来会抽中：${names}`, `voided after its close; it would have drawn: ${names}`, draw2);
  }

  // files.js
  var EVIDENCE = /\.(?:note|json|csv|txt)$/;
  async function checkFiles(held, findings, source) {
    const before2 = findings.list.length;
    checkNotes(held, findings);
    checkBound(held, findings);
    await checkSnapshots(held, findings, source);
    checkRows(held, findings);
    checkStrangers(held, findings);
    if (findings.list.length > before2) return;
    const file = held.path("frame.csv");
    findings.add(
      "C07",
      "pass",
      "登记的文件哈希都相符，没有未登记的文件",
      "every bound file has its hash and no file is unbound",
      {
        draw: held.draw,
        file,
        found: held.commit.files["frame.csv"],
        expected: held.commit.files["frame.csv"],
        byHand: hashOfFile(file)
      }
    );
  }
  function checkNotes(held, findings) {
    const { records, commit } = held;
    const notes = /* @__PURE__ */ new Map([["commit.note", records.commit]]);
    for (const entry of records.reveals) {
      const at = commit.parties.findIndex(({ party: party2 }) => party2 === entry.record.party);
      if (at >= 0 && !notes.has(revealFile(at + 1))) notes.set(revealFile(at + 1), entry);
    }
    const single = {
      close: records.closes,
      outcome: records.outcomes,
      void: records.voids,
      ceremony: records.ceremonies
    };
    for (const type of Object.keys(single)) if (single[type].length) notes.set(`${type}.note`, single[type][0]);
    for (const entry of records.changes) notes.set(changeFile(entry.record.number, "note"), entry);
    for (const entry of records.changed) notes.set(changeFile(entry.record.number, "done"), entry);
    for (const [name, entry] of notes) compare2(held, findings, name, entry);
    const audit = held.file("audit.note");
    if (audit && !records.audits.some((entry) => sameBytes(entry.data, audit)))
      compare2(held, findings, "audit.note", records.audits[0]);
  }
  function compare2(held, findings, name, entry) {
    const data = held.file(name);
    if (data && sameBytes(data, entry.data)) return;
    const [zh, en] = data ? ["文书与总账不同", "the note isn't the log's"] : ["文书没有公布", "the note isn't published"];
    findings.add("C07", "fail", `${zh}：${name}`, `${en}: ${name}`, {
      draw: held.draw,
      file: held.path(name),
      found: data ? sha256Hex(data) : "",
      expected: sha256Hex(entry.data),
      byHand: hashOfFile(held.path(name))
    });
  }
  function checkHash(held, findings, path, found, expected) {
    if (found === expected) return;
    const [zh, en] = found ? ["文件与登记的哈希不符", "the file hasn't the bound hash"] : ["登记的文件没有公布", "a bound file isn't published"];
    findings.add("C07", "fail", `${zh}：${path}`, `${en}: ${path}`, {
      draw: held.draw,
      file: path,
      found,
      expected,
      byHand: hashOfFile(path)
    });
  }
  function hashOf(held, name) {
    const data = held.file(name);
    return data ? sha256Hex(data) : "";
  }
  function checkBound(held, findings) {
    const { records, commit } = held;
    const own = Object.keys(commit.files).filter((name) => !name.startsWith("snapshots/"));
    checkNames(held, findings, "commit", own, COMMIT_FILES);
    const check3 = (name, expected) => checkHash(held, findings, held.path(name), hashOf(held, name), expected);
    for (const name of COMMIT_FILES) check3(name, commit.files[name]);
    if (records.outcome) {
      const { files: files2 } = records.outcome.record;
      checkNames(held, findings, "outcome", Object.keys(files2), OUTCOME_FILES);
      for (const name of OUTCOME_FILES) check3(name, files2[name]);
    }
    for (const { record } of records.changed) {
      const name = changeFile(record.number, "csv");
      checkNames(held, findings, "changed", Object.keys(record.files), [name]);
      check3(name, record.files[name]);
    }
  }
  function checkNames(held, findings, type, found, expected) {
    if (found.slice().sort().join() === expected.slice().sort().join()) return;
    findings.add("C07", "fail", `${type}登记的文件不对`, `the ${type} binds other files than it should`, {
      draw: held.draw,
      found: found.join(" "),
      expected: expected.join(" ")
    });
  }
  async function checkSnapshots(held, findings, source) {
    for (const name of Object.keys(held.commit.files).filter((file) => file.startsWith("snapshots/"))) {
      const hash2 = held.commit.files[name];
      if (name !== `snapshots/${hash2}.csv`) checkNames(held, findings, "commit", [name], [`snapshots/${hash2}.csv`]);
      else checkHash(held, findings, snapshot(hash2), await source.hash(snapshot(hash2)), hash2);
    }
  }
  function checkRows(held, findings) {
    for (const { record } of held.records.rows) {
      const name = rowFile(record.row);
      const data = held.file(name);
      if (!data) continue;
      const { value, fault } = attempt(() => parseRowFile(data, held.path(name)));
      const found = fault ? "" : rowOf(value);
      if (found === record.row) continue;
      findings.add(
        "C07",
        "fail",
        `结果与总账登记的哈希不符：${name}`,
        `a result hasn't the hash that the log has: ${name}`,
        {
          draw: held.draw,
          file: held.path(name),
          found,
          expected: record.row
        }
      );
    }
  }
  function checkStrangers(held, findings) {
    const known = new Set(held.files.keys());
    for (const name of held.listed) {
      if (known.has(name) && (name !== FRAME_KEY || held.commit.frame === "blinded")) continue;
      if (!EVIDENCE.test(name)) continue;
      findings.add("C07", "fail", `文件没有登记：${name}`, `no record binds this file: ${name}`, {
        draw: held.draw,
        file: held.path(name)
      });
    }
  }

  // blinded_frames.js
  var FOCUS = "focus";
  var PAUSE3 = 16384;
  async function checkBlinded(held, findings, inputs, { now, tick }) {
    const { draw: draw2, frameKey } = held;
    const watched = held.course.isWatched;
    checkFocus(held, findings);
    if (frameKey) {
      for (const each of [inputs, held.laterInputs].filter(Boolean)) {
        const wrong2 = await drive(compareBlinded(held, each), tick);
        if (!wrong2) continue;
        findings.add(
          "C08",
          "fail",
          "名单密钥不能由名录得出这份名单",
          "with its key the frame doesn't follow from the roster",
          { draw: draw2, file: held.path("frame.csv"), ...wrong2 }
        );
        return;
      }
      if (mustShowKey(held, now) && !held.file(FRAME_KEY)) {
        findings.add("C08", "fail", "到期没有公布名单密钥", "the frame key wasn't published in time", {
          draw: draw2,
          expected: held.commit.publish_by
        });
        return;
      }
      const first2 = held.sample;
      findings.add(
        "C08",
        "pass",
        "用名单密钥重算，全部代号和分组都相同",
        "with the frame key every alias and stratum recomputes",
        {
          draw: draw2,
          file: held.path("frame-key.txt"),
          expected: first2 ? first2.salt : "",
          byHand: first2 ? saltOf(frameKey, first2.object_id) : "",
          watched
        }
      );
      return;
    }
    const wrong = await drive(compareCounts(held, inputs), tick);
    if (wrong) {
      findings.add("C08", "fail", "各分组户数与名录不符", "the strata's counts don't follow from the roster", {
        draw: draw2,
        file: held.path("frame.csv"),
        ...wrong
      });
      return;
    }
    judgeKeyless(held, findings, now);
  }
  function mustShowKey(held, now) {
    const only = !held.frame.strata.includes(FOCUS);
    return only && held.order.visits === "unannounced" && now > endOf(held.commit.publish_by) && !held.isVoid(now);
  }
  function judgeKeyless(held, findings, now) {
    const { draw: draw2, commit, records, course } = held;
    const audits = records.audits.filter((entry) => {
      const signed = course.ledger.signersOf(entry);
      return signed && signed.keys.some((key) => key.role === "auditor" && key.outside);
    });
    const bad = audits.find((entry) => entry.record.errors > 0);
    if (bad) {
      findings.add(
        "C08",
        "fail",
        `局外审计发现${bad.record.errors}处错误：${bad.record.statement}`,
        `the outside auditor found ${bad.record.errors} errors: ${bad.record.statement}`,
        { draw: draw2 }
      );
      return;
    }
    const late = now > endOf(commit.publish_by) && !held.isVoid(now);
    const byKey = mustShowKey(held, now);
    if (byKey || late && !audits.length) {
      const [zh2, en2] = byKey ? ["到期没有公布名单密钥", "the frame key wasn't published in time"] : ["到期没有局外审计", "no outside audit in time"];
      findings.add("C08", "fail", zh2, en2, { draw: draw2, expected: commit.publish_by });
      return;
    }
    const zh = ["姓名暂不公开，没有名单密钥不能重算", "各组户数相符"];
    const en = ["names aren't public yet, and without the key the frame can't be recomputed", "its counts hold"];
    if (audits.length) {
      const { statement } = audits[audits.length - 1].record;
      zh.push(`审计人：${statement}`);
      en.push(`the auditor: ${statement}`);
    }
    findings.add("C08", "unknown", zh.join("；"), en.join("; "), { draw: draw2 });
  }
  function* compareBlinded(held, inputs) {
    const { frame, frameKey, draw: draw2 } = held;
    let count2 = 0;
    for (const row2 of buildFrame(inputs.objects, rulesOf(held.order, inputs), "objects")) {
      const salt = aliasSalt(frameKey, row2.object_id);
      held.sample = held.sample || { object_id: row2.object_id, salt };
      const name = alias(draw2, row2.object_id, salt);
      const at = frame.find(name);
      const found = at < 0 ? null : frame.row(at);
      const expected = { ...row2, object_id: name };
      if (rowText(found) !== rowText(expected)) return { found: rowText(found), expected: rowText(expected) };
      count2++;
      if (count2 % PAUSE3 === 0) yield count2;
    }
    return count2 === frame.size ? null : { found: frame.size, expected: count2 };
  }
  function* compareCounts(held, inputs) {
    if (held.frame.strata.includes(FOCUS)) return null;
    const expected = /* @__PURE__ */ new Map();
    let count2 = 0;
    for (const { stratum, excluded } of buildFrame(inputs.objects, rulesOf(held.order, inputs), "objects")) {
      expected.set(`${stratum},${excluded}`, (expected.get(`${stratum},${excluded}`) || 0) + 1);
      count2++;
      if (count2 % PAUSE3 === 0) yield count2;
    }
    const found = /* @__PURE__ */ new Map();
    for (const { stratum, excluded } of held.frame.rows()) {
      found.set(`${stratum},${excluded}`, (found.get(`${stratum},${excluded}`) || 0) + 1);
    }
    const keys = Array.from(/* @__PURE__ */ new Set([...expected.keys(), ...found.keys()])).sort();
    const wrong = keys.find((key) => expected.get(key) !== found.get(key));
    return wrong === void 0 ? null : { found: `${wrong}: ${found.get(wrong) || 0}`, expected: `${wrong}: ${expected.get(wrong) || 0}` };
  }
  function checkFocus({ commit, draw: draw2 }, findings) {
    const quota2 = commit.quotas.find(({ stratum }) => stratum === FOCUS);
    if (!quota2) return;
    findings.notice("分组focus所依据的事实不公开", "the stratum focus rests on facts that aren't public", draw2);
    if (quota2.listed >= 20 && quota2.ratio !== void 0 && Number(quota2.ratio) <= 0.5) return;
    findings.add("C08", "fail", "分组focus太小，或比例超过0.5", "the stratum focus is too small, or its ratio over 0.5", {
      draw: draw2,
      found: `${quota2.listed} ${quota2.ratio || quota2.count}`
    });
  }

  // frame_checks.js
  var PAUSE4 = 16384;
  async function checkFrame(held, findings, { source, now, tick }) {
    const failed = () => findings.list.some(({ code, draw: draw2, verdict: verdict2 }) => code === "C08" && draw2 === held.draw && verdict2 === "fail");
    for (const name of ["order.json", "frame.csv", "panel.csv"]) {
      if (held.faults.has(name)) findings.fault("C08", held.faults.get(name), { draw: held.draw });
    }
    if (held.commit.frame === "blinded" && held.faults.has(FRAME_KEY))
      findings.fault("C08", held.faults.get(FRAME_KEY), { draw: held.draw });
    if (!held.order || !held.frame || !held.panel) return;
    checkOrder(held, findings);
    try {
      const records = inputRecords(held.course, held.commit.basis.size);
      const inputs = await readInputs(source, records);
      held.roster = records.objects;
      const later = inputRecords(held.course, held.course.position);
      held.laterInputs = sameInputs(records, later) ? null : await readInputs(source, later);
      checkRules(held, findings, inputs, records);
      checkPanel(held, findings, inputs);
      if (!failed())
        await (held.commit.frame === "open" ? checkOpen2 : checkBlinded)(held, findings, inputs, { now, tick });
      if (!failed()) judgeHistory(held, findings);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      findings.fault("C08", error, { draw: held.draw });
    }
  }
  function judgeHistory({ draw: draw2 }, findings) {
    findings.add(
      "C08",
      "unknown",
      "依据历次检查结果的排除和分组，本版尚不判断",
      "exclusions and strata by earlier results aren't judged by this version",
      { draw: draw2 }
    );
  }
  function checkOrder({ order, commit, draw: draw2 }, findings) {
    const same = (name, left, right) => {
      if (JSON.stringify(left) === JSON.stringify(right)) return;
      findings.add("C08", "fail", `抽查方案与封存的${name}不同`, `order and commit differ in ${name}`, {
        draw: draw2,
        file: `draws/${draw2}/order.json`,
        found: JSON.stringify(left),
        expected: JSON.stringify(right)
      });
    };
    same("title", order.title, commit.title);
    same("items", order.items, commit.items);
    same("frame", order.frame, commit.frame);
    same("beacons", order.beacons, commit.beacons);
    const { reveal_by, inspect_by, publish_by } = commit;
    same(
      "times",
      [order.times.reveal_by, order.times.inspect_by, order.times.publish_by],
      [reveal_by, inspect_by, publish_by]
    );
    if (commit.frame === "open" && order.visits === "unannounced") {
      findings.add(
        "C08",
        "fail",
        "事先不告知的检查，名单不得公开姓名",
        "a draw of unannounced visits can't have an open frame",
        { draw: draw2 }
      );
    }
    const columns = [...order.targeting, ...order.strata.flatMap((stratum) => stratum.where)].map(
      (condition2) => condition2.column
    );
    const named = columns.find((column) => !PUBLIC_COLUMNS.includes(column));
    if (named !== void 0)
      findings.add("C08", "fail", `条件使用了不允许的栏目${named}`, `a condition on ${named}, which isn't allowed`, {
        draw: draw2,
        found: named
      });
    const code = order.exclusions.find((exclusion) => exclusion !== INACTIVE);
    if (code !== void 0)
      findings.add("C08", "fail", `没有排除代码${code}`, `there is no exclusion ${code}`, { draw: draw2, found: code });
  }
  function checkRules({ order, draw: draw2, commit }, findings, { policy, items }, { objects, inspectors }) {
    const unlisted = order.items.find((item) => !items.items.some((entry) => entry.item === item));
    if (unlisted !== void 0) {
      findings.add("C08", "fail", `事项${unlisted}不在核准的清单里`, `item ${unlisted} isn't on the approved list`, {
        draw: draw2,
        found: unlisted
      });
    }
    const scheme = policy.strata[order.scheme];
    const bare = order.strata.map(({ stratum, title: title2, where: where2 }) => ({ stratum, title: title2, where: where2 }));
    const plain2 = scheme && scheme.map(({ stratum, title: title2, where: where2 }) => ({ stratum, title: title2, where: where2 }));
    if (JSON.stringify(bare) !== JSON.stringify(plain2)) {
      findings.add(
        "C08",
        "fail",
        `分组办法${order.scheme}与核准的政策参数不同`,
        `the strata aren't the policy's scheme ${order.scheme}`,
        { draw: draw2, found: order.scheme }
      );
    }
    for (const { hash: hash2 } of [objects, inspectors]) {
      if (commit.files[`snapshots/${hash2}.csv`] === hash2) continue;
      findings.add(
        "C08",
        "fail",
        "封存没有登记依据处最新的名录",
        "the commit doesn't bind the newest roster at its basis",
        { draw: draw2, expected: hash2 }
      );
    }
  }
  function checkPanel(held, findings, inputs) {
    for (const { inspectors } of [inputs, held.laterInputs].filter(Boolean)) {
      const expected = panelText(buildPanel(inspectors, held.commit.inspect_by));
      const found = panelText(held.panel);
      if (found === expected) continue;
      const [line, other] = firstDifference2(found, expected);
      findings.add("C08", "fail", "检查人员名单不能由名录得出", "the panel doesn't follow from the roster", {
        draw: held.draw,
        file: held.path("panel.csv"),
        found: line,
        expected: other
      });
    }
  }
  function firstDifference2(found, expected) {
    const [left, right] = [found.split("\n"), expected.split("\n")];
    const at = left.findIndex((line, index) => line !== right[index]);
    return at < 0 ? ["", right[left.length] || ""] : [left[at], right[at] || ""];
  }
  async function checkOpen2(held, findings, inputs, { tick }) {
    for (const each of [inputs, held.laterInputs].filter(Boolean)) {
      const wrong = await drive(compareOpen(held, each), tick);
      if (!wrong) continue;
      findings.add("C08", "fail", "抽签名单不能由名录、方案得出", "the frame doesn't follow from roster and order", {
        draw: held.draw,
        file: held.path("frame.csv"),
        ...wrong
      });
      return;
    }
    findings.add(
      "C08",
      "pass",
      `${held.frame.size}户和${held.panel.length}名检查人员都由名录、方案得出`,
      `all ${held.frame.size} rows and ${held.panel.length} inspectors follow from the rosters`,
      {
        draw: held.draw,
        file: held.path("frame.csv"),
        ...rosterLine(held),
        watched: held.course.isWatched
      }
    );
  }
  function rosterLine({ roster }) {
    return { found: roster.hash, expected: roster.hash, byHand: hashOfFile(roster.path) };
  }
  function* compareOpen({ frame, ...held }, inputs) {
    let at = 0;
    for (const expected of buildFrame(inputs.objects, rulesOf(held.order, inputs), "objects")) {
      const found = at < frame.size ? frame.row(at) : null;
      if (rowText(found) !== rowText(expected)) return { found: rowText(found), expected: rowText(expected) };
      at++;
      if (at % PAUSE4 === 0) yield at;
    }
    return at < frame.size ? { found: rowText(frame.row(at)), expected: "" } : null;
  }

  // history_checks.js
  var WEEK = 7 * 86400;
  function checkHistory(ledger, findings, watched) {
    const before2 = findings.list.length;
    for (const held of ledger.checkpoints) {
      if (held === ledger.newest) continue;
      if (held.fault && held.kept) {
        findings.add(
          "C03",
          "unknown",
          `你保存的不是这个总账的指纹：${held.fault.zh}`,
          `what you kept is no checkpoint of this log: ${held.fault.en}`
        );
      } else if (held.fault) findings.fault("C03", held.fault);
      else checkPrefix(ledger, findings, held);
    }
    for (const { position, record } of ledger.history.of("commit")) {
      const { size: size2, root: root2 } = record.basis;
      if (size2 <= position && ledger.rootAt(size2) === root2) continue;
      findings.add(
        "C03",
        "fail",
        `抽查${record.draw}所依据的总账指纹不是总账的前段`,
        `the basis of draw ${record.draw} is no prefix of the log`,
        {
          draw: record.draw,
          found: root2,
          expected: ledger.rootAt(size2)
        }
      );
    }
    if (findings.list.length > before2) return;
    const number = ledger.checkpoints.length - 1;
    findings.add(
      "C03",
      "pass",
      `${number}份更早的总账指纹都是最新一份的前段`,
      `${number} earlier checkpoints are prefixes of the newest`,
      { watched }
    );
  }
  function checkPrefix(ledger, findings, held) {
    const { path, checkpoint } = held;
    const kept = held.kept ? ["你上次保存的总账指纹", "the checkpoint that you kept"] : [`总账指纹${path}`, `the checkpoint ${path}`];
    if (checkpoint.size > ledger.size && ledger.faults.length) {
      findings.add(
        "C03",
        "unknown",
        `总账有缺失的条目，${kept[0]}无从比较`,
        `entries are missing, so that ${kept[1]} can't be compared`,
        { file: path }
      );
    } else if (checkpoint.size > ledger.size) {
      findings.add(
        "C03",
        "fail",
        `${kept[0]}比现在的总账还长：总账被截短`,
        `${kept[1]} is longer than the log: it was cut`,
        {
          file: path,
          found: ledger.size,
          expected: checkpoint.size
        }
      );
    } else if (!rightRoot(ledger, held) || !isOwnName(held)) {
      findings.add(
        "C03",
        "fail",
        `${kept[0]}不是总账的前段：历史被改写`,
        `${kept[1]} is no prefix of the log: history was rewritten`,
        {
          file: path,
          found: ledger.rootAt(checkpoint.size),
          expected: hexOf(checkpoint.root)
        }
      );
    }
  }
  function checkWitnesses(ledger, findings, now) {
    const policy = governing(ledger, ledger.size, now);
    if (!policy) {
      findings.add("C04", "unknown", "没有签名规定，不知道见证人是谁", "without a trust policy no witness is known");
      return;
    }
    checkWitnessChanges(ledger, findings);
    if (!policy.isWatched) {
      findings.add(
        "C04",
        "unknown",
        "签名规定没有要求任何见证：只有本局自己看见",
        "the policy asks for no witness: only the bureau itself watched"
      );
      return;
    }
    const seen = firstQuorum(ledger, policy, ledger.size);
    if (!seen) {
      waiting(ledger, findings, policy, now);
      return;
    }
    const names = outsideCosigners(policy, seen.held);
    if (names.length === 1) findings.notice(`局外见证只有一位：${names[0]}`, `the only outside witness is ${names[0]}`);
    findings.add(
      "C04",
      "pass",
      `最新的总账指纹在${timeText(seen.time)}已有法定见证`,
      `the quorum had cosigned the newest checkpoint by ${timeText(seen.time)}`,
      {
        file: seen.held.path,
        found: fingerprint2(seen.held.checkpoint),
        byHand: witnessLine(policy, seen.held),
        watched: names.length > 0
      }
    );
  }
  function waiting(ledger, findings, policy, now) {
    const sizes = ledger.goodCheckpoints().filter((held) => rightRoot(ledger, held) && policy.quorumTime(held.times) !== null);
    const size2 = sizes.length ? sizes[sizes.length - 1].checkpoint.size : 0;
    const first2 = ledger.history.entries[size2];
    const since = first2 && first2.record ? parseTime(first2.record.time) : now;
    findings.add(
      "C04",
      now > since + WEEK ? "fail" : "pending",
      `最新的总账指纹尚无法定见证，已见证到${size2}条`,
      `the newest checkpoint lacks its quorum; what is cosigned ends at ${size2}`,
      {
        file: CHECKPOINT,
        found: size2,
        expected: ledger.size
      }
    );
  }
  function checkWitnessChanges(ledger, findings) {
    let current = null;
    for (const { position, trust } of ledger.trust.changes) {
      const policy = ledger.trust.policies.get(trust);
      if (!policy) continue;
      const changed = current && JSON.stringify([current.quorum, current.witnesses]) !== JSON.stringify([policy.quorum, policy.witnesses]);
      if (changed && current.isWatched && !firstQuorum(ledger, current, position + 1)) {
        const later = ledger.goodCheckpoints(position + 1).some((held) => policy.quorumTime(held.times) !== null);
        findings.add(
          "C04",
          later ? "fail" : "pending",
          `第${position}条更换了见证人，原来的见证人没有见证`,
          `entry ${position} changes the witnesses, and the old quorum hasn't cosigned it`,
          {
            file: snapshot(trust, "json")
          }
        );
      }
      current = policy;
    }
  }

  // keys_and_log.js
  function checkKeys(ledger, findings, { trustFile }) {
    if (ledger.size === 0) {
      findings.add("C01", "unknown", "没有可以核验的条目", "there is nothing to judge");
      return;
    }
    const before2 = findings.list.length;
    for (const fault of ledger.badPolicies) findings.fault("C01", fault);
    checkTrustFile(ledger, findings, trustFile);
    checkNames2(ledger, findings);
    for (const entry of ledger.history.entries) checkSigners(ledger, findings, entry);
    if (findings.list.slice(before2).some(({ verdict: verdict2 }) => verdict2 === "fail")) return;
    const signed = ledger.history.entries.filter((entry) => entry.note && entry.note.signatures.length);
    findings.add(
      "C01",
      "pass",
      `${signed.length}份签名文书的签名人都在签名规定之内`,
      `the signers of ${signed.length} notes are in the trust policy`,
      { file: TRUST }
    );
  }
  function checkGenesis(ledger, findings, genesis) {
    const first2 = ledger.history.entries[0];
    if (first2 && (!first2.record || first2.record.type !== "genesis")) {
      findings.add("C02", "fail", "总账的第一条不是起点", "the log's first entry isn't a genesis");
    }
    if (genesis && ledger.genesis !== genesis) {
      findings.add(
        "C02",
        "fail",
        "起点指纹与公告上印的不同：这是另一个总账",
        "the genesis isn't the one on the notice: another log",
        {
          found: ledger.genesis,
          expected: genesis
        }
      );
    }
    const later = ledger.history.entries.find(
      ({ position, record }) => position > 0 && record && record.type === "genesis"
    );
    if (later) findings.add("C02", "fail", "总账有第二个起点", "the log has a second genesis", { found: later.position });
  }
  function checkNames2(ledger, findings) {
    for (const policy of ledger.trust.policies.values()) {
      const twice = policy.keys.find(
        (a) => policy.keys.some((b) => a.parsed.name === b.parsed.name && a.role !== b.role && overlap(a, b))
      );
      if (!twice) continue;
      const { name } = twice.parsed;
      findings.add("C01", "fail", `签名规定里${name}代表两个身份`, `in the trust policy ${name} stands for two roles`, {
        file: TRUST,
        found: name
      });
    }
  }
  function checkTrustFile(ledger, findings, trustFile) {
    const changes = ledger.trust.changes;
    if (!changes.length) return;
    const expected = changes[changes.length - 1].trust;
    const found = trustFile ? sha256Hex(trustFile) : "";
    const logged = ledger.history.of("genesis", "trust").map(({ record }) => record.trust);
    if (found !== expected && found !== logged[logged.length - 1]) {
      findings.add(
        "C01",
        trustFile ? "fail" : "unknown",
        "公布的签名规定不是总账里最新的一份",
        "the published trust policy isn't the newest of the log",
        {
          file: TRUST,
          found,
          expected,
          byHand: hashOfFile(TRUST)
        }
      );
    }
  }
  function checkSigners(ledger, findings, entry) {
    if (!entry.note || !entry.note.signatures.length || ledger.skipped.has(entry.position)) return;
    const signed = ledger.signersOf(entry);
    if (!signed) {
      findings.add(
        "C01",
        "unknown",
        `第${entry.position}条适用的签名规定没有公布`,
        `the policy for entry ${entry.position} isn't published`
      );
      return;
    }
    const policy = ledger.trust.at(entry.position);
    const known = new Set(policy.keys.map(({ parsed }) => hexOf(parsed.keyId)));
    const names = new Set(policy.keys.map(({ parsed }) => parsed.name));
    const strange = entry.note.signatures.filter(({ name, keyId: keyId2 }) => names.has(name) && !known.has(hexOf(keyId2))).map(({ name }) => name);
    if (signed.fault)
      findings.add(
        "C01",
        "fail",
        `第${entry.position}条${signed.fault.zh}`,
        `entry ${entry.position}: ${signed.fault.en}`,
        { draw: drawOf(entry) }
      );
    for (const name of [...signed.outdated, ...strange]) {
      findings.add(
        "C01",
        "fail",
        `第${entry.position}条由当时无效的密钥${name}签名`,
        `entry ${entry.position} is signed by ${name}, which didn't count there`,
        {
          draw: drawOf(entry),
          found: name
        }
      );
    }
  }
  function drawOf({ record }) {
    return record && record.draw ? record.draw : "";
  }
  async function checkLog(ledger, findings, { source, genesis }) {
    const before2 = findings.list.length;
    checkGenesis(ledger, findings, genesis);
    for (const fault of ledger.faults) findings.fault("C02", fault);
    const { newest } = ledger;
    if (!newest) findings.add("C02", "fail", "没有最新的总账指纹", "there is no newest checkpoint", { file: CHECKPOINT });
    else if (newest.fault) findings.fault("C02", newest.fault);
    if (newest && newest.checkpoint && !rightRoot(ledger, newest)) {
      findings.add("C02", "fail", "总账的根与各条不符", "the log's root doesn't follow from its entries", {
        file: CHECKPOINT,
        found: hexOf(newest.checkpoint.root),
        expected: ledger.rootAt(newest.checkpoint.size)
      });
    }
    const origin = ledger.policy && newest && newest.checkpoint && ledger.policy.origin !== newest.checkpoint.origin;
    if (origin)
      findings.add(
        "C02",
        "fail",
        "总账指纹的来源不是签名规定所写的",
        "the checkpoint's origin isn't the trust policy's",
        { file: CHECKPOINT, found: newest.checkpoint.origin, expected: ledger.policy.origin }
      );
    await checkTiles(ledger, findings, source);
    if (findings.list.length > before2) return;
    findings.add("C02", "pass", "起点记录的指纹", "the genesis hash, to compare with the printed notice", {
      found: ledger.genesis,
      expected: ledger.genesis,
      byHand: genesisHash(`log/${pathsFor(ledger.size).next().value.path}`, ledger.history.entries[0].note.text)
    });
    const { checkpoint, note } = newest;
    const key = ledger.policy && ledger.policy.keys.filter(({ role }) => role === "log").find(({ parsed }) => note.signatureOf(parsed));
    findings.add(
      "C02",
      "pass",
      `总账共${checkpoint.size}条，根重算相同，有总账的签名`,
      `${checkpoint.size} entries; the root recomputes and is signed`,
      {
        file: CHECKPOINT,
        found: ledger.rootAt(checkpoint.size),
        expected: hexOf(checkpoint.root),
        byHand: key ? checkpointLine(note, key.parsed) : ""
      }
    );
  }
  function checkpointLine(note, key) {
    return `${signatureOf(CHECKPOINT, note.text, key, note.signatureOf(key).signature)}; ${rootOf(CHECKPOINT)}`;
  }
  async function checkTiles(ledger, findings, source) {
    const paths = (await source.paths()).filter((path) => path.startsWith("log/tile/"));
    const own = /* @__PURE__ */ new Map();
    for (const path of paths) {
      const width = /\.p\/([0-9]+)$/.exec(path);
      const data = await source.bytes(path);
      if (data && !await isOwnTile(ledger, own, path, width ? Number(width[1]) : 256, data)) {
        findings.add("C02", "fail", "数据块与总账的各条不符", "a tile doesn't follow from the log's entries", {
          file: path
        });
      }
    }
  }
  function isOwnTile(ledger, own, path, width, data) {
    if (own.size === 0)
      for (const [place3, tile2] of tilesOf(ledger.leaves)) own.set(`log/${place3.replace(/\.p\/[0-9]+$/, "")}`, tile2);
    const base = path.replace(/\.p\/[0-9]+$/, "");
    const entries = /^log\/tile\/entries\/(.*)$/.exec(base);
    const tile = entries ? bundleOf(ledger, entries[1], width) : own.get(base);
    const wanted2 = tile && (entries ? tile : tile.subarray(0, width * 32));
    return Boolean(wanted2) && wanted2.length === data.length && wanted2.every((byte, at) => byte === data[at]);
  }
  function bundleOf(ledger, place3, width) {
    const index = Number(place3.replace(/[x/]/g, ""));
    const entries = ledger.entries.slice(index * 256, index * 256 + width);
    if (entries.length !== width) return null;
    return Uint8Array.from(entries.flatMap((entry) => [entry.length >> 8, entry.length & 255, ...entry]));
  }

  // later.js
  var REASONS2 = [
    [
      "C18",
      "结果公示是否及时，须对照工作日历，本版尚不判断",
      "whether results were public in time needs the calendar of working days; not judged by this version"
    ],
    [
      "C19",
      "名录的移除、移回和临时改动，本版尚不判断",
      "removals, returns and late edits of rosters aren't judged by this version"
    ],
    [
      "C20",
      "公布的文件里有没有个人信息，本版尚不判断",
      "private patterns in published files aren't judged by this version"
    ]
  ];
  function checkLater(findings) {
    for (const [code, zh, en] of REASONS2) findings.add(code, "unknown", zh, en);
  }

  // notices.js
  var WINDOW = 90 * 86400;
  var YEAR = 365 * 86400;
  var FEWEST = 2;
  function shared(left, right) {
    let [a, b, count2] = [0, 0, 0];
    while (a < left.size && b < right.size) {
      const order = compare3(left.idBytes(a), right.idBytes(b));
      if (order === 0) count2++;
      if (order <= 0) a++;
      if (order >= 0) b++;
    }
    return count2;
  }
  function compare3(left, right) {
    const shorter = Math.min(left.length, right.length);
    for (let at = 0; at < shorter; at++) if (left[at] !== right[at]) return left[at] - right[at];
    return left.length - right.length;
  }
  var ParallelDraws = class {
    constructor() {
      this.recent = [];
    }
    /** @param {import("./draw_case.js").DrawCase} held in the order of the log */
    add({ draw: draw2, commit, frame }, findings) {
      if (!frame || frame.size < FEWEST || commit.frame !== "open") return;
      const time2 = parseTime(commit.time);
      this.recent = this.recent.filter((other) => time2 - other.time <= WINDOW);
      for (const other of this.recent) {
        const count2 = shared(other.frame, frame);
        if (2 * count2 <= Math.min(other.frame.size, frame.size)) continue;
        findings.notice(
          `与抽查${other.draw}相隔不到90天，名单有${count2}户相同`,
          `within 90 days of draw ${other.draw}, with ${count2} objects in common`,
          draw2
        );
      }
      this.recent.push({ draw: draw2, time: time2, frame });
    }
  };
  function noticeVisits(ledger, findings) {
    const last = /* @__PURE__ */ new Map();
    for (const { record } of ledger.history.of("nonrandom")) {
      const time2 = parseTime(record.time);
      const before2 = last.get(record.object);
      if (before2 !== void 0 && time2 - before2 <= YEAR) {
        findings.notice(
          `${record.object}一年内第二次在抽签之外被检查`,
          `a second visit of ${record.object} outside the draws within a year`
        );
      }
      last.set(record.object, time2);
    }
  }

  // quotas.js
  function quotaSize(listed, eligible, { ratio: ratio2, count: count2 }) {
    const written = count2 === void 0 ? RATIO.test(String(ratio2)) : ratio2 === void 0 && COUNT.test(count2);
    if (!written) throw new Malformed("rate", "比例或数量写法不符", "neither a ratio nor a count");
    const wanted2 = count2 === void 0 ? rounded2(BigInt(listed), ratio2) : BigInt(count2);
    return wanted2 < BigInt(eligible) ? Number(wanted2) : eligible;
  }
  function rounded2(listed, ratio2) {
    const [whole2, decimals = ""] = ratio2.split(".");
    const scale = 10n ** BigInt(decimals.length);
    return (listed * BigInt(whole2 + decimals) + scale - 1n) / scale;
  }
  function quotas(frame, rates) {
    const listed = new Array(frame.strata.length).fill(0);
    const eligible = new Array(frame.strata.length).fill(0);
    for (let at = 0; at < frame.size; at++) {
      listed[frame.stratum[at]]++;
      if (frame.excluded[at] === 0) eligible[frame.stratum[at]]++;
    }
    const unknown = frame.strata.find((stratum) => !rates.has(stratum));
    if (unknown !== void 0) {
      throw new Malformed("stratum", `名单中的分组${unknown}没有名额`, `the frame's stratum ${unknown} has no quota`);
    }
    return Array.from(rates.keys()).sort().map((stratum) => {
      const at = frame.strata.indexOf(stratum);
      const [all, some] = at < 0 ? [0, 0] : [listed[at], eligible[at]];
      const rate = rates.get(stratum);
      return { stratum, listed: all, eligible: some, ...rate, size: quotaSize(all, some, rate) };
    });
  }

  // quota_checks.js
  var FEW_FIT = 3;
  var SMALL3 = 20;
  var HIGH = 0.5;
  function checkQuotas(held, findings) {
    const { draw: draw2, order, frame, panel, commit } = held;
    for (const name of ["order.json", "frame.csv", "panel.csv"]) {
      if (held.faults.has(name)) findings.fault("C09", held.faults.get(name), { draw: draw2 });
    }
    if (!order || !frame || !panel) return;
    const before2 = findings.list.length;
    compareQuotas(held, findings);
    const seats = seatOrder(order.team, panel);
    if (JSON.stringify(seats) !== JSON.stringify(commit.team.seats)) {
      findings.add("C09", "fail", "席位不是按最难找人的在前排列", "the seats aren't the order's, scarcest first", {
        draw: draw2,
        found: seatsText(commit.team.seats),
        expected: seatsText(seats)
      });
    }
    notices2(held, findings);
    if (findings.list.length > before2) return;
    const sizes = commit.quotas.map(({ stratum, size: size2, eligible }) => `${stratum} ${size2}/${eligible}`).join("，");
    findings.add("C09", "pass", `名额和席位由名单重算相同：${sizes}`, `quotas and seats recompute: ${sizes}`, {
      draw: draw2,
      file: held.path("frame.csv"),
      found: commit.quotas[0].listed,
      expected: commit.quotas[0].listed,
      byHand: `grep -c ',${commit.quotas[0].stratum},' ${held.path("frame.csv")}`
    });
  }
  function seatsText(seats) {
    return seats.map(({ department, skill }) => `${department}/${skill}`).join(" ");
  }
  function compareQuotas({ draw: draw2, order, frame, commit }, findings) {
    const rates = new Map(
      order.strata.map(({ stratum, ratio: ratio2, count: count2 }) => [stratum, ratio2 === void 0 ? { count: count2 } : { ratio: ratio2 }])
    );
    const both = order.strata.find((stratum) => "ratio" in stratum === "count" in stratum);
    if (both) {
      findings.add(
        "C09",
        "fail",
        `分组${both.stratum}须写比例或数量之一`,
        `stratum ${both.stratum} has neither ratio nor count, or both`,
        { draw: draw2 }
      );
      return;
    }
    if (rates.size !== order.strata.length) {
      findings.add("C09", "fail", "分组重复", "a stratum stands twice in the order", { draw: draw2 });
      return;
    }
    const { value, fault } = attempt(() => quotas(frame, rates));
    if (fault) {
      findings.fault("C09", fault, { draw: draw2 });
      return;
    }
    value.forEach((expected, at) => {
      const found = commit.quotas[at];
      if (!found || !sameQuota(found, expected)) {
        findings.add(
          "C09",
          "fail",
          `分组${expected.stratum}的名额不对`,
          `the quota of stratum ${expected.stratum} is wrong`,
          {
            draw: draw2,
            found: found ? quotaText(found) : "",
            expected: quotaText(expected)
          }
        );
      }
    });
    if (commit.quotas.length > value.length) {
      findings.add("C09", "fail", "名额里有方案没有的分组", "a quota for a stratum that the order doesn't have", {
        draw: draw2
      });
    }
    if (commit.quotas.every((quota2) => quota2.size === 0)) {
      findings.add("C09", "fail", "名额全是零，不得抽签", "all sizes are 0: such a draw is refused", { draw: draw2 });
    }
  }
  function sameQuota(left, right) {
    return ["stratum", "listed", "eligible", "ratio", "count", "size"].every((name) => left[name] === right[name]);
  }
  function quotaText({ stratum, listed, eligible, ratio: ratio2, count: count2, size: size2 }) {
    return `${stratum}: ${size2} of ${eligible} (${listed} × ${ratio2 === void 0 ? count2 : ratio2})`;
  }
  function notices2({ draw: draw2, commit, panel }, findings) {
    for (const { stratum, eligible, size: size2 } of commit.quotas) {
      if (!size2) continue;
      if (eligible < SMALL3)
        findings.notice(
          `分组${stratum}只有${eligible}户可抽`,
          `stratum ${stratum} has only ${eligible} eligible objects`,
          draw2
        );
      if (size2 / eligible > HIGH)
        findings.notice(
          `分组${stratum}的机会超过一半：${size2}/${eligible}`,
          `stratum ${stratum} is drawn with a chance over one half: ${size2}/${eligible}`,
          draw2
        );
    }
    commit.team.seats.forEach((seat2, at) => {
      const fit = fitting(regular(panel), seat2).length;
      if (fit < FEW_FIT) findings.notice(`第${at + 1}席只有${fit}人符合`, `only ${fit} people fit seat ${at + 1}`, draw2);
    });
  }

  // randomness.js
  var LEAST_BITS = 48;
  var OBSERVERS2 = 2;
  function checkBeacons(held, findings, now) {
    const before2 = findings.list.length;
    checkCommitted(held, findings);
    for (const entry of held.records.ceremonies) namesCommit(findings, "C12", held.records, entry);
    if (held.isVoid(now)) {
      takeVoid(held, findings);
      return;
    }
    if (!held.file("beacon.json")) {
      judgeMissing(held, findings, now, before2);
      return;
    }
    const file = held.read("beacon.json", parseBeaconFile);
    if (!file) {
      findings.fault("C12", held.faults.get("beacon.json"), { draw: held.draw });
      return;
    }
    const { beacons } = held.commit;
    const rounds = (list2) => list2.map(({ source, round }) => `${source} ${round}`).join(", ");
    if (rounds(file) !== rounds(beacons)) {
      findings.add("C12", "fail", "随机数不是封存的那几轮", "these aren't the committed rounds", {
        draw: held.draw,
        file: held.path("beacon.json"),
        found: rounds(file),
        expected: rounds(beacons)
      });
      return;
    }
    const values = beacons.map((beacon2, at) => judge(held, findings, beacon2, file[at].answer));
    if (values.every((value) => value !== null)) held.values = values;
  }
  function takeVoid(held, findings) {
    const { draw: draw2, commit, records } = held;
    const data = held.file("beacon.json");
    if (!data) return;
    const values = attempt(() => {
      const file = parseBeaconFile(data, held.path("beacon.json"));
      return commit.beacons.map(({ source, round }, at) => {
        const { answer } = file[at] || {};
        return { source, round, ...prove(source, round, answer) };
      });
    }).value;
    const proven = values && values.every(({ source, verdict: verdict2 }) => source === CEREMONY || verdict2 === "pass");
    if (!proven) {
      findings.add(
        "C07",
        "fail",
        "作废的抽查旁有不能自证的随机数文件",
        "a file of beacons beside a void draw that proves nothing",
        { draw: draw2, file: held.path("beacon.json") }
      );
      return;
    }
    held.values = values.map(({ source, round, value }) => ({ source, round, value }));
    if (records.void.record.code === "beacon-silent") {
      findings.add(
        "C05",
        "fail",
        "以“随机数未出”作废，但这一轮已经公布",
        "void as beacon-silent, yet the round was published",
        { draw: draw2 }
      );
    }
  }
  function checkCommitted({ commit, course, draw: draw2 }, findings) {
    const allowed = course.policy ? course.policy.beacons : null;
    const distinct = /* @__PURE__ */ new Map();
    for (const beacon2 of commit.beacons) {
      const { source, round, time: time2 } = beacon2;
      if (allowed && !allowed.includes(source)) {
        findings.add(
          "C12",
          "fail",
          `签名规定不允许随机源${source}`,
          `the trust policy doesn't allow the source ${source}`,
          { draw: draw2, found: source, expected: allowed.join(" ") }
        );
      }
      if (source === CEREMONY && round !== draw2) {
        findings.add("C12", "fail", "摇号的轮次不是本次抽查的编号", "the ceremony isn't this draw's", {
          draw: draw2,
          found: round,
          expected: draw2
        });
      }
      if (distinct.has(`${source} ${round}`))
        findings.add("C12", "fail", "同一轮列了两次", "the same round is listed twice", {
          draw: draw2,
          found: `${source} ${round}`
        });
      const { fault } = attempt(() => checkTime(beacon2));
      if (fault) findings.fault("C12", fault, { draw: draw2, found: time2 });
      else distinct.set(`${source} ${round}`, bits(source));
    }
    const total = Array.from(distinct.values()).reduce((sum, count2) => sum + count2, 0);
    const alone = commit.beacons.length === 1 && commit.beacons[0].source === CEREMONY;
    if (!alone && total < LEAST_BITS) {
      findings.add("C12", "fail", "随机源合计不足48位", "the sources have fewer than 48 bits together", {
        draw: draw2,
        found: total,
        expected: `≥ ${LEAST_BITS}`
      });
    }
  }
  function judgeMissing({ course, draw: draw2, records }, findings, now, before2) {
    if (findings.list.length > before2) return;
    if (records.outcome) {
      findings.add("C12", "unknown", "随机数文件没有公布", "the file of beacons isn't published", {
        draw: draw2,
        file: `draws/${draw2}/beacon.json`
      });
    } else if (now < course.latest) {
      findings.add(
        "C12",
        "pending",
        `随机数将在${timeText(course.latest)}产生`,
        `the beacon fires at ${timeText(course.latest)}`,
        { draw: draw2, expected: timeText(course.latest) }
      );
    } else {
      findings.add(
        "C12",
        "pending",
        "随机数已产生，尚未公布结果",
        "the beacon has fired; the outcome isn't published yet",
        { draw: draw2 }
      );
    }
  }
  function judge(held, findings, beacon2, answer) {
    const { source, round } = beacon2;
    const more = { draw: held.draw, file: held.path("beacon.json") };
    const { value: proven, fault } = attempt(() => {
      checkTime(beacon2, answer);
      return prove(source, round, answer);
    });
    if (fault) {
      findings.fault("C12", fault, more);
      return null;
    }
    const { value, verdict: verdict2, zh, en } = source === CEREMONY ? judgeCeremony(held, proven) : proven;
    findings.add("C12", verdict2, `${source} ${round}：${zh}`, `${source} ${round}: ${en}`, {
      ...more,
      found: proven.value,
      expected: hashed(source, value),
      byHand: lineFor(source, round, answer)
    });
    return { source, round, value };
  }
  function hashed(source, value) {
    return source === "drand-quicknet" ? value : "";
  }
  function lineFor(source, round, answer) {
    if (source !== "drand-quicknet") return "";
    return `${hashOfBytes(bytesOfHex(answer.signature))}; ${drandRoundTime(round)}`;
  }
  function judgeCeremony({ course, records, commit }, proven) {
    const entry = records.ceremonies[0] || null;
    const others = commit.beacons.filter(({ source }) => source !== CEREMONY).map(({ time: time2 }) => parseTime(time2));
    const alone = others.length === 0;
    const seen = entry ? course.witnessed(entry.position + 1) : null;
    const unwatched = !course.watchers || !course.watchers.isWatched;
    const counts = entry !== null && (alone || unwatched || seen !== null && seen.time < Math.min(...others));
    const value = counts ? entry.record.value : ABSENT;
    if (proven.value !== value) {
      return {
        value,
        verdict: "fail",
        zh: `数字与登记的不同，应为${value}`,
        en: `not the digits that were logged in time: ${value}`
      };
    }
    if (alone) return { ...proven, ...byObservers(course, entry) };
    const [zh, en] = counts ? ["摇号在其他随机数以前已有见证", "cosigned before the other sources fired"] : ["摇号没有及时见证，按缺席计", "not cosigned in time: it counts as ABSENT"];
    return { value, verdict: unwatched ? "unknown" : "pass", zh, en };
  }
  function byObservers(course, entry) {
    const count2 = outsideObservers(course.ledger.signersOf(entry));
    return count2 < OBSERVERS2 ? {} : { verdict: "pass", zh: `摇号由${count2}名局外观察人签名`, en: `signed by ${count2} outside observers` };
  }

  // report.js
  var VERDICTS2 = ["pass", "pending", "unknown", "fail"];
  var CHECKS2 = [
    check2(
      "C01",
      "密钥",
      "keys",
      "每个签名人在总账的那个位置确有那个身份",
      "every signer had that role at that place of the log",
      { root: true }
    ),
    check2(
      "C02",
      "总账",
      "log",
      "最新总账指纹有签名，根能由各条重算",
      "the newest checkpoint is signed and its root recomputes from the entries",
      { root: true }
    ),
    check2("C03", "历史", "history", "每一份更早的总账指纹都是它的前段", "every earlier checkpoint is a prefix of it", {
      history: true
    }),
    check2(
      "C04",
      "见证",
      "witnesses",
      "所用的和最新的总账指纹都有法定见证",
      "the quorum cosigned the checkpoints in use and the newest one",
      { history: true }
    ),
    check2("C05", "次序", "sequence", "无空号，不重抽，作废及时", "no gap in the numbers, no second draw, no late void", {
      history: true
    }),
    check2("C06", "批准", "approval", "每份记录都有应有的签名", "each record carries its signers"),
    check2(
      "C07",
      "文件",
      "files",
      "登记的文件哈希相符，文件都已登记",
      "every bound file has its hash, and every file is bound"
    ),
    check2(
      "C08",
      "名单",
      "frame",
      "两份名单由当时的名录、方案和政策参数得出",
      "frame and panel follow from rosters, order and policy",
      { history: true }
    ),
    check2("C09", "名额", "quotas", "名额和席位由名单得出", "quotas and seats follow from frame and panel"),
    check2(
      "C10",
      "时间",
      "time",
      "封存、拆封、封签在随机数出来以前已有见证",
      "commit, reveals and close were witnessed before the beacon",
      { history: true }
    ),
    check2("C11", "秘密值", "secrets", "每个秘密值打开它的承诺", "each secret opens its commitment"),
    check2(
      "C12",
      "公共随机数",
      "beacon",
      "随机数正是封存的那一轮，有证明",
      "the value is proven for exactly the committed round"
    ),
    check2("C13", "种子", "seed", "种子重算相同", "the seed recomputes"),
    check2("C14", "抽中名单", "selection", "抽中名单重算相同", "the selection recomputes"),
    check2("C15", "检查组", "teams", "检查组重算相同", "the teams recompute"),
    check2(
      "C16",
      "更换",
      "changes",
      "每次更换合规、及时，换的人和补的户正确",
      "each change is allowed, in time and comes out right",
      { history: true }
    ),
    check2(
      "C17",
      "结果",
      "results",
      "每个抽中单位按期有公开的结果，没有被改动",
      "every drawn object has its opened result in time",
      { history: true }
    ),
    check2("C18", "公示", "publication", "每个结果按期公示", "each result was published in time", { history: true }),
    check2(
      "C19",
      "名录",
      "rosters",
      "没有无故移除、移出又移回和临时改动",
      "no unexplained removal, no leave-and-return, no late edit",
      { history: true }
    ),
    check2("C20", "隐私", "privacy", "公布的文件里没有应当保密的内容", "nothing sealed stands in the published files")
  ];
  function check2(code, zh, en, holdsZh, holdsEn, { root: root2 = false, history: history2 = false } = {}) {
    return { code, title: { zh, en }, holds: { zh: holdsZh, en: holdsEn }, root: root2 || history2, history: history2 };
  }
  var BY_CODE = new Map(CHECKS2.map((entry) => [entry.code, entry]));
  var NOT_PINNED = ["尚未与公告上印的起点指纹比对", "the genesis hash hasn't been compared with the printed notice"];
  var ONLY_BUREAU = ["只有本局自己看见", "only the bureau itself watched"];
  var Findings = class {
    constructor() {
      this.pinned = false;
      this.list = [];
      this.notices = [];
    }
    /**
     * Adds one finding. `watched`: false where nobody outside the bureau watched what it rests on.
     *
     * @param {string} code
     * @param {string} verdict
     * @param {string} zh
     * @param {string} en
     * @param {{draw?: string, file?: string, found?: *, expected?: *, byHand?: string, watched?: boolean}} [more]
     */
    add(code, verdict2, zh, en, { draw: draw2 = "", file = "", found = "", expected = "", byHand: byHand2 = "", watched = true } = {}) {
      const { root: root2, history: history2 } = BY_CODE.get(code);
      const ceilings = verdict2 === "pass" || verdict2 === "pending" ? [root2 && !this.pinned && NOT_PINNED, history2 && !watched && ONLY_BUREAU] : [];
      const lowered = ceilings.filter(Boolean);
      this.list.push({
        code,
        verdict: lowered.length ? "unknown" : verdict2,
        zh: [zh, ...lowered.map((why) => why[0])].join("；"),
        en: [en, ...lowered.map((why) => why[1])].join("; "),
        draw: draw2,
        file,
        found: String(found),
        expected: String(expected),
        byHand: byHand2
      });
    }
    /** A fault of the evidence as a failed check; what isn't there at all can't be judged. */
    fault(code, fault, more = {}) {
      const place3 = fault.file || more.file || "";
      const line = fault.line ? `（第${fault.line}行）` : "";
      this.add(
        code,
        fault.code === "missing" ? "unknown" : "fail",
        `${place3}${line}：${fault.zh}`,
        `${place3}${fault.line ? `:${fault.line}` : ""}: ${fault.en}`,
        {
          ...more,
          file: place3
        }
      );
    }
    /** A fact that a reader should know though nothing is wrong. */
    notice(zh, en, draw2 = "") {
      this.notices.push({ zh, en, draw: draw2 });
    }
  };
  function worst(findings) {
    return VERDICTS2[findings.reduce((found, { verdict: verdict2 }) => Math.max(found, VERDICTS2.indexOf(verdict2)), 0)];
  }
  function makeReport(findings, { genesis, checkpoint, now }) {
    const checks = CHECKS2.map(({ code, title: title2, holds: holds2 }) => {
      if (!findings.list.some((finding) => finding.code === code))
        findings.add(code, "unknown", "没有可以核验的内容", "there is nothing to judge");
      const mine = findings.list.filter((finding) => finding.code === code);
      return { code, title: title2, holds: holds2, verdict: worst(mine), findings: mine };
    });
    const verdict2 = worst(checks);
    const exit = { pass: 0, fail: 1, unknown: 3, pending: 3 }[verdict2];
    return { verdict: verdict2, exit, checks, notices: findings.notices, genesis, checkpoint, now };
  }

  // results.js
  var LAST_RESORT = 90;
  var DEFAULT_TERM = 3;
  async function checkResults(held, findings, { source, now, termMonths = DEFAULT_TERM }) {
    const { draw: draw2, records, course } = held;
    if (held.isVoid(now)) return;
    if (!records.outcome) {
      const [zh, en] = ["抽签结果还没有出来", "there is no outcome yet"];
      findings.add("C17", records.rows.length ? "fail" : "pending", zh, en, { draw: draw2 });
      return;
    }
    const before2 = findings.list.length;
    checkChain(held, findings, termMonths);
    const opened = /* @__PURE__ */ new Map();
    for (const entry of records.rows) judgeRow(held, findings, entry, opened);
    await checkGhosts(held, findings, source, opened);
    if (!held.standings.length) {
      const en = "the teams can't be recomputed, so results can't be judged";
      findings.add("C17", "unknown", "检查组不能重算，结果无从核对", en, { draw: draw2 });
      return;
    }
    const due = judgeDue(held, findings, now);
    if (findings.list.slice(before2).some(({ verdict: verdict2 }) => verdict2 === "fail" || verdict2 === "unknown")) return;
    const count2 = records.settledBefore(Infinity).size;
    if (due.length) {
      findings.add(
        "C17",
        "pending",
        `${count2}户已有结果，${due.length}户尚未到期`,
        `${count2} results; ${due.length} objects are within their time`,
        { draw: draw2, ...firstLine(held), found: due.slice(0, 20).join(" "), watched: course.isWatched }
      );
      return;
    }
    findings.add(
      "C17",
      "pass",
      `抽中的每一户都有公开的结果（${count2}户）`,
      `each drawn object has its published result (${count2})`,
      { draw: draw2, ...firstLine(held), watched: course.isWatched }
    );
  }
  function firstLine(held) {
    const first2 = held.records.rows.find(({ record }) => held.file(rowFile(record.row)));
    if (!first2) return {};
    const file = held.path(rowFile(first2.record.row));
    return {
      file,
      expected: first2.record.row,
      byHand: rowHashOf(parseRowFile(held.file(rowFile(first2.record.row)), file))
    };
  }
  function checkChain(held, findings, termMonths) {
    const { records, draw: draw2 } = held;
    const bad = (entry, zh, en) => findings.add("C17", "fail", `第${entry.position}条${zh}`, `entry ${entry.position} ${en}`, {
      draw: draw2,
      found: entry.record.object
    });
    const current = /* @__PURE__ */ new Map();
    for (const entry of records.rows) {
      const { type, object: object2, replaces, row: row2 } = entry.record;
      const newest = current.get(object2);
      if (entry.position < records.outcome.position) bad(entry, "早于抽签结果", "stands before the outcome");
      if (type === "result" && replaces !== "")
        bad(entry, "是结果却写了所更正的记录", "is a result and names a row that it corrects");
      if (type === "result" && newest) bad(entry, "是同一户的第二个结果", "is a second result of one object");
      if (type === "correction" && (!newest || newest !== replaces))
        bad(entry, "更正的不是这一户最近的记录", "doesn't correct the object's newest row");
      current.set(object2, row2);
    }
    for (const entry of records.withdrawals) checkWithdrawal(held, bad, entry, termMonths);
  }
  function checkWithdrawal({ records, course }, bad, entry, termMonths) {
    const { row: row2, object: object2, ground } = entry.record;
    const withdrawn = records.rows.find((other) => other.record.row === row2 && other.position < entry.position);
    if (!withdrawn || withdrawn.record.object !== object2) {
      bad(entry, "停止公示的不是这一户登记过的记录", "withdraws a row that isn't this object's");
      return;
    }
    if (ground === "court") return;
    const [from, to] = [course.witnessed(withdrawn.position + 1), course.witnessed(entry.position + 1)];
    const start = from ? from.time : parseTime(withdrawn.record.time);
    const end = to ? to.time : parseTime(entry.record.time);
    if (end < monthsLater(start, termMonths))
      bad(entry, "停止公示时公示期未满", "withdraws a row before its term was over");
  }
  function monthsLater(seconds, months) {
    const [year, month, day] = dateOf(seconds).split("-").map(Number);
    const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
    return Date.UTC(year, month - 1 + months, Math.min(day, last)) / 1e3 - 8 * 3600;
  }
  function judgeRow(held, findings, entry, opened) {
    const { draw: draw2, records } = held;
    const { record } = entry;
    const file = held.path(rowFile(record.row));
    const bad = (zh, en, found = "", expected = "") => findings.add("C17", "fail", `${zh}：${record.object}`, `${en}: ${record.object}`, { draw: draw2, file, found, expected });
    const data = held.file(rowFile(record.row));
    if (!data) {
      if (records.withdrawals.some((other) => other.record.row === record.row))
        findings.notice(`${record.object}的一条结果已停止公示`, `a result of ${record.object} was withdrawn`, draw2);
      else bad("登记的结果没有公开", "a logged result isn't published", "", record.row);
      return;
    }
    const { value, fault } = attempt(() => parseRowFile(data, file));
    const text2 = value && rowOf(value) === record.row ? attempt(() => parseResultRow(value, file)) : { fault };
    if (!text2.value) {
      bad(
        text2.fault ? `结果不能读取（${text2.fault.zh}）` : "结果与总账登记的不同",
        text2.fault ? `a result that can't be read (${text2.fault.en})` : "a result that isn't the logged one",
        value ? rowOf(value) : "",
        record.row
      );
      return;
    }
    judgeText(held, entry, text2.value, bad);
    if (held.commit.frame === "blinded") judgeOpening(held, record, text2.value, opened, bad);
    else if ("opening" in text2.value) bad("公开的名单不需要揭名", "an opening in an open draw");
  }
  function judgeText(held, { record, position }, row2, bad) {
    if (row2.draw !== record.draw || row2.object !== record.object)
      bad(
        "结果写的是别的抽查或单位",
        "a result of another draw or object",
        `${row2.draw} ${row2.object}`,
        `${record.draw} ${record.object}`
      );
    const team2 = teamAt(held, record.object, position);
    if (held.standings.length && !team2) {
      bad("这一户没有被抽中", "an object that wasn't drawn");
      return;
    }
    const [found, expected] = [row2.inspectors, team2 || row2.inspectors].map((ids2) => ids2.slice().sort().join(" "));
    if (found !== expected)
      bad("检查人员不是当时有效的检查组", "its inspectors aren't the team in force", found, expected);
    const first2 = dateOf(Math.max(held.course.latest, parseTime(held.records.outcome.record.time)));
    if (parseDate(row2.visited_on) < parseDate(first2))
      bad("检查早于抽签结果", "a visit before the outcome", row2.visited_on, first2);
  }
  function teamAt(held, object2, position) {
    const inForce2 = held.standings.filter(({ from }) => from < position);
    const last = inForce2[inForce2.length - 1] || held.standings[0];
    return last ? last.standing.teams.get(object2) || null : null;
  }
  function judgeOpening({ draw: draw2 }, { object: object2 }, row2, opened, bad) {
    if (!row2.opening) {
      bad("抽中的代号没有揭名", "a drawn alias without opening");
      return;
    }
    const found = openedAlias(draw2, row2.opening);
    if (found !== object2) bad("揭名打不开这个代号", "the opening doesn't open this alias", found, object2);
    const name = row2.opening.object_id;
    if (opened.has(name) && opened.get(name) !== object2) bad(`${name}被揭名两次`, `${name} was opened twice`, name);
    opened.set(name, object2);
  }
  async function checkGhosts({ draw: draw2, course }, findings, source, opened) {
    const roster = course.ledger.history.roster("objects", course.commit.basis.size);
    if (!opened.size || !roster) return;
    const path = snapshot(roster.record.sha256);
    const data = await source.hash(path) === roster.record.sha256 ? await source.bytes(path) : null;
    const left = new Set(opened.keys());
    const { value: listed } = data ? attempt(() => Array.from(csvRows(data, OBJECTS_HEADER, path), ([fields2]) => left.delete(fields2[0]))) : {};
    if (!listed) return;
    for (const name of left)
      findings.add("C17", "fail", `${name}不在名录里`, `${name} wasn't on the roster`, { draw: draw2, file: path, found: name });
  }
  function judgeDue(held, findings, now) {
    const { records, commit, draw: draw2, course } = held;
    const { teams } = held.standings[held.standings.length - 1].standing;
    const [publishBy, last] = [endOf(commit.publish_by), endOf(commit.inspect_by, LAST_RESORT)];
    const due = [];
    for (const [object2, team2] of teams) {
      const row2 = records.rows.find((entry) => entry.record.object === object2);
      const limit = team2.includes(VACANT) || isSupplement(held, object2) ? last : Math.min(publishBy, last);
      const expected = `≤ ${timeText(limit)}`;
      const logged = row2 ? course.loggedBy(row2.position, row2.record.time, limit) : "";
      if (!row2 && now > limit)
        findings.add("C17", "fail", `到期没有结果：${object2}`, `no result in time: ${object2}`, { draw: draw2, expected });
      else if (!row2) due.push(object2);
      else if (logged === "late")
        findings.add("C17", "fail", `结果登记得太晚：${object2}`, `logged too late: ${object2}`, {
          draw: draw2,
          found: row2.record.time,
          expected
        });
      else if (logged === "unshown" && now > limit)
        findings.add(
          "C17",
          "unknown",
          `没有见证表明结果按期登记：${object2}`,
          `no cosignature shows that the result was logged in time: ${object2}`,
          { draw: draw2, expected }
        );
    }
    return due;
  }
  function isSupplement(held, object2) {
    return !held.standings[0].standing.teams.has(object2);
  }

  // snapshot_files.js
  async function checkSnapshotFolder(ledger, findings, source) {
    const bound = boundSnapshots(ledger);
    const before2 = findings.list.length;
    for (const path of (await source.paths()).filter((name) => name.startsWith("data/snapshots/"))) {
      const found = /^data\/snapshots\/([0-9a-f]{64})\.(?:csv|json)$/.exec(path);
      const hash2 = await source.hash(path);
      if (found && bound.has(found[1]) && hash2 === found[1]) continue;
      const byName = found && hash2 !== found[1];
      const [zh, en] = byName ? ["快照的内容与名称不符", "a snapshot whose content isn't its name"] : ["没有记录登记这份快照", "no record binds this snapshot"];
      findings.add("C07", "fail", zh, en, {
        file: path,
        found: hash2,
        expected: found ? found[1] : "",
        byHand: hashOfFile(path)
      });
    }
    await checkLogged(ledger, findings, source, bound);
    await checkRowCounts(ledger, findings, source);
    await checkUnknownDraws(ledger, findings, source);
    if (findings.list.length === before2) {
      findings.add(
        "C07",
        "pass",
        `${bound.size}份快照都按内容命名，都有登记`,
        `${bound.size} snapshots are named by their content and bound`
      );
    }
  }
  function boundSnapshots(ledger) {
    const bound = /* @__PURE__ */ new Map();
    for (const { record } of ledger.history.entries) {
      if (!record) continue;
      if (record.type === "roster") bound.set(record.sha256, "csv").set(record.changes, "csv");
      if (record.type === "plan") bound.set(record.sha256, "csv");
      if (record.type === "items" || record.type === "policy") bound.set(record.sha256, "json");
      if (record.type === "genesis" || record.type === "trust") bound.set(record.trust, "json");
      if (record.type === "commit") {
        for (const name of Object.keys(record.files))
          if (name.startsWith("snapshots/")) bound.set(record.files[name], "csv");
      }
    }
    return bound;
  }
  async function checkRowCounts(ledger, findings, source) {
    for (const { record } of ledger.history.of("roster")) {
      const path = snapshot(record.sha256);
      const data = await source.hash(path) === record.sha256 ? await source.bytes(path) : null;
      const rows = data ? countLines(data) - 1 : record.rows;
      if (rows !== record.rows)
        findings.add("C07", "fail", "名录的行数与登记的不同", "the roster hasn't as many rows as its record says", {
          file: path,
          found: rows,
          expected: record.rows
        });
    }
  }
  function countLines(data) {
    let lines = 0;
    for (let at = data.indexOf(10); at !== -1; at = data.indexOf(10, at + 1)) lines++;
    return lines;
  }
  async function checkUnknownDraws(ledger, findings, source) {
    const commits = ledger.history.entries.filter(({ record }) => record && record.type === "commit");
    const named = new Set(commits.map(({ record }) => record.draw));
    for (const path of await source.paths()) {
      const found = /^draws\/([^/]+)\//.exec(path);
      if (!found || !EVIDENCE.test(path) || named.has(found[1])) continue;
      findings.add("C07", "fail", "总账里没有这次抽查", "the log has no such draw", { file: path });
    }
  }
  async function checkLogged(ledger, findings, source, bound) {
    const listed = new Set(await source.paths());
    const lists = new Set(ledger.history.of("roster").map(({ record }) => record.changes));
    const rosters = new Set(ledger.history.of("roster").map(({ record }) => record.sha256));
    for (const [hash2, suffix] of bound) {
      if (lists.has(hash2) && !rosters.has(hash2)) continue;
      const path = snapshot(hash2, suffix);
      if (listed.has(path) || await source.hash(path)) continue;
      findings.add("C07", "fail", `登记的快照没有公布：${path}`, `a bound snapshot isn't published: ${path}`, {
        file: path,
        expected: hash2
      });
    }
  }

  // timing.js
  var MINIMUM_NOTICE2 = 600;
  var BASIS_AGE = 7 * DAY4;
  function checkTime2(held, findings, now) {
    const { course, draw: draw2, records } = held;
    const rules = [checkNotice, checkOrderOfRecords, checkCeremony, checkAbsent, checkBasis, checkStatedTime];
    const failed = rules.map((rule) => rule(held, findings)).includes(false);
    if (!course.watchers || !course.policy) {
      findings.add("C10", "unknown", "封存时的签名规定没有公布", "the trust policy at the commit isn't published", {
        draw: draw2
      });
      return;
    }
    if (held.isVoid(now) && !course.timelyClose) return;
    if (!course.watchers.isWatched) {
      if (records.close && !failed)
        findings.add(
          "C10",
          "unknown",
          "没有要求见证：只有本局自己看见",
          "no witness was asked for: only the bureau itself watched",
          { draw: draw2 }
        );
      return;
    }
    const seen = course.timelyClose;
    if (!seen) {
      judgeLate(held, findings, now);
      return;
    }
    if (!failed) passed2(held, findings, seen);
  }
  function passed2({ course, draw: draw2 }, findings, { time: time2, held: checkpoint }) {
    const names = outsideCosigners(course.watchers, checkpoint);
    const minutes = Math.floor((course.earliest - time2) / 60);
    const more = {
      draw: draw2,
      file: checkpoint.path,
      found: timeText(time2),
      expected: `≤ ${timeText(course.cutoff)}`,
      watched: names.length > 0
    };
    findings.add(
      "C10",
      "pass",
      `封存、拆封、封签在随机数出来前${minutes}分钟已有见证：${names.join("、")}`,
      `commit, reveals and close were cosigned ${minutes} minutes before the beacon by ${names.join(", ")}`,
      {
        ...more,
        byHand: witnessLine(course.watchers, checkpoint)
      }
    );
    findings.add(
      "C04",
      "pass",
      `封签的总账指纹（${checkpoint.checkpoint.size}条）有法定见证`,
      `the quorum cosigned the checkpoint of ${checkpoint.checkpoint.size} entries that holds the close`,
      {
        ...more,
        found: fingerprint2(checkpoint.checkpoint),
        expected: fingerprint2(checkpoint.checkpoint),
        byHand: recordHash(checkpoint.path, checkpoint.checkpoint.text)
      }
    );
    if (names.length === 1)
      findings.notice(`只有一位局外见证人：${names[0]}`, `the only outside witness is ${names[0]}`, draw2);
  }
  function judgeLate({ course, draw: draw2, records }, findings, now) {
    const seen = records.close ? course.witnessed(records.close.position + 1) : null;
    const expected = `≤ ${timeText(course.cutoff)}`;
    if (!seen && now <= course.cutoff) {
      const [zh2, en] = records.close ? ["封签尚待见证", "the close waits for the witnesses"] : ["尚未封签", "not closed yet"];
      for (const code of ["C04", "C10"]) findings.add(code, "pending", zh2, en, { draw: draw2, expected });
      return;
    }
    const zh = records.close ? "封签没有及时得到法定见证" : "到期没有封签";
    findings.add("C10", "fail", zh, "no quorum-cosigned close in time", {
      draw: draw2,
      found: seen ? timeText(seen.time) : "",
      expected
    });
    findings.add("C04", "fail", "封签没有及时得到法定见证", "the quorum didn't cosign the close in time", { draw: draw2 });
  }
  function checkNotice({ course, commit, draw: draw2 }, findings) {
    const notice = Math.max(MINIMUM_NOTICE2, course.policy ? course.policy.notice : 0);
    const due = parseTime(commit.reveal_by) + notice;
    if (course.earliest >= due) return true;
    findings.add("C10", "fail", "随机数离拆封截止太近", "the beacon comes too soon after reveal_by", {
      draw: draw2,
      found: timeText(course.earliest),
      expected: `≥ ${timeText(due)}`
    });
    return false;
  }
  function checkOrderOfRecords({ course, records, draw: draw2 }, findings) {
    const { close, outcome } = records;
    if (outcome && (!close || outcome.position < close.position)) {
      findings.add("C10", "fail", "抽签结果之前没有封签", "an outcome without a close before it", { draw: draw2 });
    }
    const after = close ? [...records.changes, ...records.changed, ...records.rows].filter(({ position }) => {
      return position > close.position && position < (outcome ? outcome.position : Infinity);
    }) : [];
    if (after.length)
      findings.add(
        "C10",
        "fail",
        `封签之后、结果之前又有第${after[0].position}条`,
        `entry ${after[0].position} stands between close and outcome`,
        { draw: draw2 }
      );
    if (!close || course.inOrder) return after.length === 0;
    findings.add("C10", "fail", "封存、拆封、封签的次序不对", "commit, reveals and close stand in another order", {
      draw: draw2
    });
    return false;
  }
  function checkCeremony({ records, draw: draw2 }, findings) {
    const first2 = records.ceremonies[0];
    if (!first2 || records.close && first2.position > records.close.position) return true;
    findings.add("C10", "fail", "摇号早于封签", "the ceremony comes before the close", { draw: draw2 });
    return false;
  }
  function checkAbsent({ course, records, commit, draw: draw2 }, findings) {
    const { close } = records;
    if (!close || !Object.values(close.record.reveals).includes("ABSENT")) return true;
    const due = parseTime(commit.reveal_by);
    const seen = course.watchers ? firstQuorum(course.ledger, course.watchers, close.position + 1) : null;
    if (parseTime(close.record.time) >= due && !(seen && seen.time < due)) return true;
    findings.add("C10", "fail", "有参与方缺席，封签却早于拆封截止", "closed before reveal_by though somebody is ABSENT", {
      draw: draw2,
      found: close.record.time,
      expected: `≥ ${commit.reveal_by}`
    });
    return false;
  }
  function checkBasis({ course, commit, draw: draw2 }, findings) {
    const { size: size2 } = commit.basis;
    const { watchers, ledger } = course;
    const bad = (code, zh, en, found, expected = "") => findings.add(code, "fail", zh, en, { draw: draw2, found, expected });
    if (size2 > course.position) bad("C10", "依据在封存之后", "the basis lies after the commit", size2, course.position);
    if (!watchers || !watchers.isWatched) return size2 <= course.position;
    const held = ledger.goodCheckpoints(size2).find(
      (each) => each.checkpoint.size === size2 && rightRoot(ledger, each) && watchers.quorumTime(each.times) !== null
    );
    if (!held) {
      for (const code of ["C04", "C10"])
        bad(
          code,
          `依据的总账指纹（${size2}条）没有法定见证`,
          `the basis of ${size2} entries isn't a cosigned checkpoint`,
          size2
        );
      return false;
    }
    const time2 = watchers.quorumTime(held.times);
    const seen = lastSeen(ledger, watchers, course.position);
    if (Math.max(parseTime(commit.time), seen === null ? 0 : seen) - time2 <= BASIS_AGE) return size2 <= course.position;
    bad("C10", "依据的总账指纹超过七天", "the basis is older than 7 days", timeText(time2), commit.time);
    return false;
  }
  function checkStatedTime({ course, commit, draw: draw2 }, findings) {
    const seen = course.witnessed(course.position + 1);
    if (!seen || parseTime(commit.time) <= seen.time) return true;
    findings.add("C10", "fail", "封存所写的时间晚于见证的时间", "the commit is dated after it was cosigned", {
      draw: draw2,
      found: commit.time,
      expected: `≤ ${timeText(seen.time)}`
    });
    return false;
  }

  // verify.js
  async function verify(read, { now, genesis = "", since, frameKeys = {}, draw: draw2 = "", files: files2, onProgress } = {}) {
    const source = new Source(read, files2);
    const moment2 = parseTime(now);
    const findings = new Findings();
    const tell = async (step, of, done = 0) => onProgress && onProgress({ draw: of, step, done, findings: findings.list });
    await tell("log", "");
    const ledger = await loadLedger(source, { since, only: draw2 });
    findings.pinned = genesis !== "" && ledger.genesis === genesis;
    const courses = coursesOf(ledger);
    if (draw2 && !courses.has(draw2)) throw new Malformed("no-draw", `没有抽查${draw2}`, `there is no draw ${draw2}`);
    await checkLedger(ledger, findings, { source, genesis, now: moment2, courses });
    const parallel = new ParallelDraws();
    if (!draw2) await checkSnapshotFolder(ledger, findings, source);
    for (const course of courses.values()) {
      if (draw2 && course.draw !== draw2) continue;
      parallel.add(
        await checkDraw(course, findings, { source, now: moment2, frameKey: frameKeys[course.draw], tell }),
        findings
      );
    }
    noticeVisits(ledger, findings);
    checkLater(findings);
    if (draw2) keepOnly(findings, draw2);
    return makeReport(findings, {
      genesis: genesisOf(ledger, genesis),
      checkpoint: checkpointOf(ledger),
      now: timeText(moment2)
    });
  }
  async function checkLedger(ledger, findings, { source, genesis, now, courses }) {
    const policy = governing(ledger, ledger.size, now);
    const seen = policy ? firstQuorum(ledger, policy, 1) : null;
    const watched = seen !== null && outsideCosigners(policy, seen.held).length > 0;
    checkKeys(ledger, findings, { trustFile: await source.bytes(TRUST) });
    await checkLog(ledger, findings, { source, genesis });
    checkHistory(ledger, findings, watched);
    checkWitnesses(ledger, findings, now);
    await checkSequence(ledger, findings, courses, { source, now, watched });
    checkApproval(ledger, findings);
  }
  async function checkDraw(course, findings, { source, now, frameKey, tell }) {
    const step = (name) => async (done) => tell(name, course.draw, done);
    const key = frameKey ? bytesOfHex(frameKey) : void 0;
    const held = await loadCase(course, source, { frameKey: key, tick: step("files") });
    await tell("files", course.draw);
    await checkFiles(held, findings, source);
    await tell("frame", course.draw);
    await checkFrame(held, findings, { source, now, tick: step("frame") });
    checkQuotas(held, findings);
    checkTime2(held, findings, now);
    checkSecrets(held, findings, now);
    await tell("beacon", course.draw);
    checkBeacons(held, findings, now);
    await checkComputed(held, findings, { now, tick: step("draw") });
    await tell("results", course.draw);
    checkChanges(held, findings, now);
    await checkResults(held, findings, { source, now, termMonths: await termOf(course, source) });
    if (held.isVoid(now)) nothingDue(held, findings);
    return held;
  }
  function nothingDue({ draw: draw2 }, findings) {
    for (const code of ["C10", "C11", "C12", "C13", "C14", "C15", "C16", "C17"]) {
      const judged2 = findings.list.some((finding) => finding.code === code && finding.draw === draw2);
      if (!judged2)
        findings.add(code, "pass", "已作废，此后的步骤不再需要", "the draw is void: nothing after that is due", { draw: draw2 });
    }
  }
  async function termOf(course, source) {
    const record = inForce(course.ledger.history, "policy", course.position, course.commit.time);
    const data = record ? await source.bytes(snapshot(record.sha256, "json")) : null;
    const { value } = data ? attempt(() => parsePolicy(data)) : {};
    return value ? value.numbers.withdraw_after_months : void 0;
  }
  function keepOnly(findings, draw2) {
    findings.list = findings.list.filter((finding) => finding.draw === "" || finding.draw === draw2);
    findings.notices = findings.notices.filter((notice) => notice.draw === "" || notice.draw === draw2);
  }
  function genesisOf(ledger, pinned) {
    return { hash: ledger.genesis, pinned };
  }
  function checkpointOf(ledger) {
    const { newest } = ledger;
    if (!newest || !newest.checkpoint) return null;
    const { checkpoint, times } = newest;
    const policy = ledger.policy;
    const witnesses = policy ? policy.witnesses.filter(({ vkey }) => times.has(vkey)) : [];
    return {
      size: checkpoint.size,
      root: hexOf(checkpoint.root),
      fingerprint: fingerprint2(checkpoint),
      note: checkpoint.text,
      witnesses: witnesses.map(({ name, outside, vkey }) => ({ name, outside, time: timeText(times.get(vkey)) }))
    };
  }

  // page/running.js
  var TICK = 80;
  var STEPS = {
    log: ["C01", "C02", "C03", "C04", "C05", "C06"],
    files: ["C07"],
    frame: ["C08", "C09", "C10", "C11"],
    beacon: ["C12"],
    draw: ["C13", "C14", "C15"],
    results: ["C16", "C17", "C18", "C19", "C20"]
  };
  async function run(reader, options, tell) {
    const teller = new Teller(reader, options.draw, tell);
    const context = await gather(reader, options.draw);
    teller.rows = context.rows;
    await reader.ahead(await wanted(reader, options.draw), () => teller.read());
    const report = await verify(reader.read, {
      now: context.now,
      genesis: options.genesis || "",
      since: options.since,
      draw: options.draw,
      onProgress: (event2) => teller.progress(event2)
    });
    const checks = report.checks.map(judged);
    teller.settle(checks);
    return { report: { ...report, checks }, context: { ...context, files: reader.files, bytes: reader.bytes } };
  }
  var Teller = class {
    constructor(reader, draw2, tell) {
      Object.assign(this, { reader, draw: draw2, tell, rows: 0, told: 0, step: "", settled: /* @__PURE__ */ new Set(), started: performance.now() });
    }
    read() {
      const now = performance.now();
      if (now - this.told < TICK) return;
      this.told = now;
      this.tell({ type: "read", files: this.reader.files, bytes: this.reader.bytes });
    }
    /** @returns {Promise<void>|undefined} a pause, now and then */
    progress({ step, done, findings }) {
      const next = step !== this.step;
      if (next) this.enter(step, findings);
      const now = performance.now();
      if (!next && now - this.told < TICK) return void 0;
      this.told = now;
      const share = this.rows ? Math.min(1, done / this.rows) : 0;
      this.tell({ type: "running", codes: STEPS[step] || [], rows: done, share });
      return new Promise((resolve) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => {
          port1.close();
          resolve();
        };
        port2.postMessage(null);
      });
    }
    /** A new step: the checks of the steps before it are settled. */
    enter(step, findings) {
      this.step = step;
      const names = Object.keys(STEPS);
      const before2 = names.slice(0, names.indexOf(step)).flatMap((name) => STEPS[name]);
      if (!findings) return;
      const mine = findings.filter((finding) => finding.draw === "" || finding.draw === this.draw);
      this.settle(before2.map((code) => judged({ code, findings: mine.filter((finding) => finding.code === code) })));
    }
    settle(checks) {
      for (const check3 of checks) {
        if (this.settled.has(check3.code)) continue;
        this.settled.add(check3.code);
        this.tell({ type: "checked", check: check3, ms: performance.now() - this.started, done: this.settled.size });
      }
    }
  };
  async function wanted(reader, draw2) {
    const listing = await json(reader, "evidence.json");
    const files2 = listing && Array.isArray(listing.files) ? listing.files.filter((path) => typeof path === "string") : [];
    const own = (path) => path.startsWith(`draws/${draw2}/`) && !path.endsWith("/frame.csv");
    return files2.filter((path) => /^(?:log|keys)\/|^data\/snapshots\/.*\.json$/.test(path) || own(path));
  }

  // page/sandbox.js
  var LISTED2 = 8;
  var BIG = 4 * 2 ** 20;
  async function openSandbox(place3, { draw: draw2, reader }) {
    const path = (name) => `draws/${draw2}/${name}`;
    const [seedData, frameData, selectionData, commit] = await Promise.all([
      reader.read(path("seed.txt")),
      reader.read(path("frame.csv")),
      reader.read(path("selection.csv")),
      noteOf(reader, path("commit.note"))
    ]);
    if (!seedData || !frameData || !selectionData || !commit) throw new Error("缺少这次抽签的文件");
    const published = new TextDecoder().decode(seedData);
    const drawn = parseSelection(selectionData);
    const frame = frameData.length <= BIG ? parseFrame(frameData) : null;
    const sizes = new Map(commit.quotas.map((quota2) => [quota2.stratum, quota2.size]));
    return new Sandbox(place3, { published, drawn, frame, sizes });
  }
  var Sandbox = class {
    constructor(place3, { published, drawn, frame, sizes }) {
      Object.assign(this, { published, drawn, frame, sizes, original: sha256Hex(published) });
      this.text = h("textarea.sandbox__text", { id: "sandbox-text", rows: "10", spellcheck: "false", autocomplete: "off", autocapitalize: "off", wrap: "off" });
      this.id = h("input", { id: "sandbox-id", type: "text", spellcheck: "false", autocomplete: "off" });
      this.out = h("div.sandbox__out");
      this.said = h("p.sandbox__said", { role: "status", "aria-live": "polite" });
      const change = h("button.button.button--second", { type: "button" }, "替我改一个字");
      const restore = h("button.button.button--second", { type: "button" }, "恢复原样");
      change.addEventListener("click", () => this.changeOne());
      restore.addEventListener("click", () => this.restore());
      for (const input of [this.text, this.id]) input.addEventListener("input", () => this.show());
      put(
        place3,
        h("div.field", {}, h("label", { for: "sandbox-text" }, "seed.txt（可以改任何一个字）"), this.text),
        h("p.check__actions", {}, change, restore),
        h("div.field", {}, h("label", { for: "sandbox-id" }, "编号（算它的签号）"), this.id),
        this.said,
        this.out
      );
      this.restore();
    }
    restore() {
      this.text.value = this.published;
      this.id.value = this.drawn.length ? this.drawn[0].object_id : "";
      this.show();
    }
    /** Changes the last hexadecimal digit of the text: the smallest thing that can be changed. */
    changeOne() {
      const text2 = this.text.value;
      const at = text2.search(/[0-9a-f]\n?$/);
      const digit = ((parseInt(text2[at], 16) || 0) + 1) % 16;
      this.text.value = `${text2.slice(0, at)}${digit.toString(16)}${text2.slice(at + 1)}`;
      this.show();
      this.text.focus();
      this.text.setSelectionRange(at, at + 1);
    }
    show() {
      const seed2 = sha256Hex(this.text.value.normalize("NFC"));
      const id = this.id.value.trim();
      const first2 = this.drawn[0] || { object_id: id };
      const rows = [
        this.row("种子（seed.txt 的 SHA-256）", this.original, seed2),
        this.row("签号", objectTicket(this.original, first2.object_id), objectTicket(seed2, id))
      ];
      const list2 = this.frame ? this.lists(seed2) : [h("p.quiet", {}, "名单很大，这里只算种子和签号。")];
      put(this.out, h("div.scroll", {}, h("table.stack", {}, h("thead", {}, h("tr", {}, ["", "公布的", "现在的"].map((word) => h("th", { scope: "col" }, word)))), h("tbody", {}, rows))), list2);
    }
    row(name, before2, now) {
      const at = firstDifference(now, before2);
      const shown2 = at < 0 ? h("code.hash", {}, now) : h("code.hash", {}, now.slice(0, at), h("mark", {}, now.slice(at)));
      return h("tr", {}, h("th", { scope: "row" }, name), h("td", { "data-label": "公布的" }, h("code.hash", {}, before2)), h("td", { "data-label": "现在的" }, shown2));
    }
    lists(seed2) {
      const now = select(this.frame, this.sizes, seed2);
      const before2 = new Set(this.drawn.map((row2) => row2.object_id));
      const kept = now.filter((row2) => before2.has(row2.object_id)).length;
      const same = seed2 === this.original;
      this.said.textContent = same ? `和公布的一样：抽中的 ${this.drawn.length} 户一户不差。` : `原来抽中的 ${this.drawn.length} 户，现在只有 ${kept} 户还会抽中。谁也算不出要改哪个字才能抽中想要的人。`;
      const column = (title2, rows) => h("div", {}, h("h3", {}, title2), h("ol.sandbox__list", {}, rows.slice(0, LISTED2).map((row2) => h("li", {}, h("span.code", {}, short(row2.object_id)), " ", h("span.quiet", {}, `${row2.ticket.slice(0, 8)}…`)))));
      return [h("div.sandbox__columns", {}, column(`公布的前 ${Math.min(LISTED2, this.drawn.length)} 位`, this.drawn), column("现在的前几位", now))];
    }
  };
  function short(id) {
    return id.length > 20 ? `${id.slice(0, 12)}…` : id;
  }

  // page/timeline.js
  async function timeline(reader, draw2) {
    const note = (name) => noteOf(reader, `draws/${draw2}/${name}`);
    const commit = await note("commit.note");
    if (!commit) return null;
    const before2 = [event(commit.time, "抽签前封存", `登记了 ${Object.keys(commit.files).length} 个文件的哈希和 ${commit.parties.length} 个参与方的密封承诺`)];
    for (let number = 1; number <= commit.parties.length; number++) {
      const reveal = await note(`reveal-${number}.note`);
      if (reveal) before2.push(event(reveal.time, "拆封", `${reveal.party} 公开了自己的秘密值`));
    }
    const [ceremony, close, voided, outcome] = await Promise.all(["ceremony.note", "close.note", "void.note", "outcome.note"].map(note));
    if (ceremony) before2.push(event(ceremony.time, "现场公开摇号", ceremony.value));
    if (close) before2.push(event(close.time, "封签", "此后再没有任何秘密"));
    if (voided) before2.push(event(voided.time, "作废", voided.reason));
    const seed2 = await textOf(reader, `draws/${draw2}/seed.txt`);
    const random = commit.beacons.map((beacon2) => {
      const line = seed2.split("\n").find((one) => one.startsWith(`beacon ${beacon2.source} ${beacon2.round} `));
      const value = line ? line.split(" ")[3] : "";
      return event(beacon2.time, value ? "公共随机数产生" : "公共随机数将要产生", `${beacon2.source}，第 ${beacon2.round} 轮`, { value, pending: !value });
    });
    const after = outcome ? [event(outcome.time, "抽签结果", "按公布的规则算出")] : [];
    return h("ol.line", {}, phase("before", "之前：先封存", before2), phase("random", "公共随机数", random), after.length ? phase("after", "之后：照着算", after) : null);
  }
  function event(time2, title2, detail, { value = "", pending = false } = {}) {
    return { time: time2, title: title2, detail, value, pending };
  }
  function phase(kind, title2, events) {
    const items = events.map((one) => h(
      `li.line__event.line__event--${kind}${one.pending ? ".line__event--pending" : ""}`,
      {},
      h("p.line__time", {}, moment(one.time)),
      h("p.line__title", {}, one.title),
      h("p", {}, one.detail),
      one.value ? h("p", {}, "值 ", hash(one.value)) : null
    ));
    return [h(`li.line__phase.line__phase--${kind}`, {}, h("h3", {}, title2)), items];
  }

  // page/offline_page.js
  var KINDS = { done: ["pass", "已抽签"], waiting: ["pending", "等待抽签"], void: ["void", "已作废"] };
  var OfflinePage = class {
    constructor(place3, held) {
      this.objections = place3.dataset.objections;
      this.said = h("p", { role: "status", "aria-live": "polite" });
      this.list = h("div");
      this.one = h("div");
      put(place3, this.sources(held), this.said, this.list, this.one);
      if (held) this.use(heldReader(held), new URL(".", location.href));
      else this.said.textContent = "这个文件夹没有带证据的脚本（证据太多）。请把整个文件夹拖到上面，或者选择它。";
    }
    /** Where evidence can come from: what lies in the zip, or a folder given now. */
    sources(held) {
      const input = h("input", { id: "offline-folder", type: "file", webkitdirectory: true, multiple: true });
      const zone = h(
        "div.drop",
        {},
        h("p", {}, held ? "证据已经在这一页里。也可以换一份来核对：把另一个证据文件夹拖到这里，或者" : "把证据文件夹拖到这里，或者"),
        h("p", {}, h("label", { for: "offline-folder" }, "选择文件夹 "), input)
      );
      input.addEventListener("change", () => this.give(chosenFiles(input.files)));
      zone.addEventListener("dragover", (event2) => {
        event2.preventDefault();
        zone.classList.add("drop--over");
      });
      zone.addEventListener("dragleave", () => zone.classList.remove("drop--over"));
      zone.addEventListener("drop", async (event2) => {
        event2.preventDefault();
        zone.classList.remove("drop--over");
        this.give(await droppedFiles(event2.dataTransfer));
      });
      return zone;
    }
    give(entries) {
      const files2 = publishedIn(entries);
      if (files2.size) this.use(folderReader(files2), null);
      else this.said.textContent = "这个文件夹里没有证据：应有 evidence.json。请选择解开 evidence.zip 得到的那个文件夹。";
    }
    /** Lists the draws of some evidence. */
    async use(reader, root2) {
      this.reader = reader;
      this.root = root2;
      put(this.list);
      put(this.one);
      try {
        this.directory = new LocalDirectory(reader);
        const index = await this.directory.index();
        this.said.textContent = `证据里有 ${index.draws.length} 次抽查，总账 ${index.size} 条。`;
        put(this.list, h("h2", {}, "选一次抽查"), h("ul.choices", {}, index.draws.map((entry) => this.choice(entry))), this.search());
      } catch (error) {
        this.said.textContent = `证据读不出：${error.zh || error.message}`;
      }
    }
    choice(entry) {
      const button = h("button.link", { type: "button" }, entry.title);
      button.addEventListener("click", () => this.open(entry));
      const [shape2, word] = KINDS[entry.kind];
      return h("li", { "data-draw": entry.draw }, button, " ", h("span.code", {}, entry.draw), " ", mark(shape2, word));
    }
    search() {
      const section = h("section.now", {}, h("h2", {}, "查我的单位"), document.getElementById("firm-form").content.cloneNode(true));
      const about = { reader: this.reader, directory: this.directory, objections: this.objections, link: () => null };
      let search = null;
      wakeForm(section, async () => search = search || new FirmSearch(section, about));
      return section;
    }
    /** One draw: the check, the line of time, the sandbox. */
    async open(entry) {
      const place3 = h("div.check");
      const button = h("button.button", { type: "button" }, "现在就核对");
      const line = h("div");
      const title2 = h("h2", { id: "offline-draw", tabindex: "-1" }, entry.title, " ", h("span.code", {}, entry.draw));
      const start = async () => {
        button.disabled = true;
        const { reader } = this;
        const engine = Promise.resolve({ run: (options, tell) => run(reader, options, tell), read: reader.read });
        await check({ place: place3, draw: entry.draw, root: this.root, memory: new Memory("offline"), engine, again: start });
        button.textContent = "再核对一次";
        button.disabled = false;
      };
      button.addEventListener("click", start);
      put(this.one, h("section.now", {}, title2, h("p.check__actions", {}, button), place3), line, this.sandbox(entry));
      title2.focus();
      title2.scrollIntoView();
      put(line, h("h2", {}, "先后次序：随机数产生之前和之后"), await timeline(this.reader, entry.draw));
    }
    sandbox(entry) {
      if (!entry.concluded) return null;
      const place3 = h("div.sandbox");
      const button = h("button.button.button--second", { type: "button" }, "打开试一试");
      button.addEventListener("click", async () => {
        await openSandbox(place3, { draw: entry.draw, reader: this.reader });
        button.remove();
      });
      return h("section.now", {}, h("h2", {}, "试一试：改一个字，什么都变"), h("p.check__actions", {}, button), place3);
    }
  };
  var place2 = document.getElementById("offline");
  if (place2) new OfflinePage(place2, globalThis.SHUANGSUIJI_EVIDENCE || null);
})();
