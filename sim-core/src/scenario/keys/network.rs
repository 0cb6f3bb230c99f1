//! The keys of hosts, cables and links.

use super::{Key, Kind, Section, key, needed, printed};

const VARIED: Kind = Kind::Table(&LATENCY);

/// The properties of a cable, shared by `[link]` and `[[cable]]`.
pub(super) const CABLE_PROPERTIES: &[Key] = &[
    key(
        "latency",
        Kind::Either(&Kind::Duration, &VARIED),
        "1 ms",
        "Propagation delay; the default switch has half of it on each of the two cables between two hosts.",
        "latency = \"5ms\"",
    ),
    key(
        "bandwidth",
        Kind::Bandwidth,
        "100 Mbit/s",
        "How many bits a second it carries.",
        "bandwidth = \"10Mbit/s\"",
    ),
    key(
        "loss",
        Kind::Probability,
        "0.0",
        "Probability that a frame is lost.",
        "loss = 0.02",
    ),
    key(
        "corrupt",
        Kind::Probability,
        "0.0",
        "Probability that a frame is damaged.",
        "corrupt = 0.001",
    ),
    key(
        "duplicate",
        Kind::Probability,
        "0.0",
        "Probability that a frame arrives twice.",
        "duplicate = 0.01",
    ),
    key(
        "reorder",
        Kind::Probability,
        "0.0",
        "Probability that a frame is overtaken.",
        "reorder = 0.01",
    ),
    key(
        "mtu",
        Kind::Whole {
            least: 68,
            most: 65_535,
        },
        "1500",
        "Largest packet, in bytes.",
        "mtu = 1500",
    ),
    key(
        "queue",
        Kind::Whole {
            least: 1,
            most: 1_000_000,
        },
        "1000",
        "Frames that wait for the cable before one is dropped.",
        "queue = 100",
    ),
];

pub(super) static LINK: Section = Section {
    header: "[link]",
    about: printed(
        "What holds for every cable that does not say otherwise; between two hosts on the default switch it holds for the whole way.",
    ),
    groups: &[CABLE_PROPERTIES],
};

pub(super) static LATENCY: Section = Section {
    header: "latency = { }",
    about: printed("A latency that varies."),
    groups: &[&[
        needed("mean", Kind::Duration, "The middle.", "mean = \"5ms\""),
        key(
            "jitter",
            Kind::Duration,
            "0 s",
            "Greatest deviation from it, either way.",
            "jitter = \"1ms\"",
        ),
    ]],
};

pub(super) static HOST: Section = Section {
    header: "[host.NAME]",
    about: printed(
        "A host, switch or router; only needed where something differs from the default.",
    ),
    groups: &[&[
        key(
            "kind",
            Kind::OneOf(&["host", "switch", "router"]),
            "host",
            "What it does with frames and packets that are not for it.",
            "kind = \"router\"",
        ),
        key(
            "at",
            Kind::List {
                of: &Kind::Ratio,
                least: 2,
                most: 2,
            },
            "chosen by the page",
            "Its place on the stage, from the left and from the top, each from 0 to 1.",
            "at = [0.1, 0.5]",
        ),
        key(
            "names",
            Kind::Texts,
            "none",
            "Other names that its programs use for hosts, so that a listing for one machine runs on two.",
            "names = { localhost = \"server\" }",
        ),
        key(
            "routes",
            Kind::Texts,
            "the quickest way to each network",
            "Routes that it has beside the computed ones: which router leads to a network; `default` is every other network.",
            "routes = { \"10.0.3.0/24\" = \"10.0.1.2\" }",
        ),
    ]],
};

pub(super) static CABLE: Section = Section {
    header: "[[cable]]",
    about: printed(
        "A cable between two hosts, with the properties it has itself; `switch` is the default switch.",
    ),
    groups: &[
        &[
            needed(
                "between",
                Kind::List {
                    of: &Kind::Text,
                    least: 2,
                    most: 2,
                },
                "The two hosts it joins.",
                "between = [\"a\", \"r1\"]",
            ),
            key(
                "addresses",
                Kind::List {
                    of: &Kind::Text,
                    least: 2,
                    most: 2,
                },
                "numbered by the simulator",
                "The IPv4 addresses of its two ends, each with the bits of its network; empty for one that is numbered (a switch has none).",
                "addresses = [\"192.168.1.1/24\", \"192.168.1.2/24\"]",
            ),
        ],
        CABLE_PROPERTIES,
    ],
};
