"""The privacy lint: what it finds in a clerk's sentences, what it must leave alone, and that it says nothing itself."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.rules.privacy import is_card_number, is_id_number, privacy_faults, private_data
from publisher.tables.uscc import ALPHABET, check_character

HANZI = st.text(st.sampled_from("该单位已按规定支付工资的检查人员现场核对资料齐全未发现问题"), max_size=12)


def kinds(text: str) -> list[str]:
    """What the lint calls the finds."""
    return [find.kind for find in private_data(text)]


# 11010519491231002X and 440524188001010014 are the standard's own examples.
@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("负责人身份证11010519491231002X", "id-number"),
        ("负责人身份证11010519491231002x。", "id-number"),
        ("440524188001010014", "id-number"),
        ("身份证号：１１０１０５１９４９１２３１００２Ｘ", "id-number"),
        ("110105 19491231 002X", "id-number"),
        ("110105-19491231-002X", "id-number"),
        ("统一社会信用代码11010519491231002X", "id-number"),
        ("旧证号110105491231002", "id-number"),
        ("联系人王某13800138000", "mobile"),
        ("电话138-0013-8000", "mobile"),
        ("电话138 0013 8000，", "mobile"),
        ("+8613800138000", "mobile"),
        ("１３８００１３８０００", "mobile"),
        ("电话138—0013—8000", "mobile"),
        ("单位电话0762-5612345", "phone"),
        ("单位电话(0762)5612345", "phone"),
        ("工资卡6222021234567890128", "bank-card"),
        ("工资卡6222 0212 3456 7890 128", "bank-card"),
        ("卡号4111111111111111", "bank-card"),
        ("住阳明镇福和大道北88号", "address"),
        ("住和平路12号", "address"),
        ("位于解放街十二号之三", "address"),
        ("中山一路东段 30 号", "address"),
        ("福和小区3栋2单元501室", "address"),
        ("住3栋501", "address"),
        ("B座1203室", "address"),
        ("古寨镇水西村上围小组12号", "address"),
        ("建设路123弄45号", "address"),
        ("东水街9号", "address"),
    ],
)
def test_what_is_private_in_a_remark_is_found(text: str, kind: str) -> None:
    assert kinds(text) == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "未发现问题。",
        "统一社会信用代码91441624MA4X0000X1",
        "91440300192203821600",
        "914403001922038216",
        "注册号441624601231123",
        "注册号：441624601231123，已变更",
        "执法证号19011234",
        "检查时间2026-05-12 09:30:00",
        "20260512093000",
        "依据示例人社函〔2026〕58号、示例检通〔2026〕6号",
        "河府办函〔2017〕114号",
        "（2026）粤16行终1234号",
        "公示期30日，20个工作日内改正",
        "轮次12345678",
        "9e1c8f2ab5d14c6677889900112233445566778899aabbccddeeff0013800138000a",
        "1380013800013800138000",
        "0.13800138000",
        "拖欠工资合计1234567.89元，涉及45人",
        "抽中3栋厂房，5座高炉",
        "检查3栋2层厂房",
        "在线路3号机组处抽样",
        "公路12号标段",
        "乘坐2路车12分钟到达",
        "街道办事处2号文件",
        "沿路2号线施工",
        "劳动合同书编号LD-2026-0013",
        "抽签编号2026-003，种子第3行",
        "通过登记的住所（经营场所）无法联系",
        "投诉电话12333",
        "2026年5月12号检查",
    ],
)
def test_what_is_no_private_data_is_left_alone(text: str) -> None:
    assert kinds(text) == []


def test_two_finds_in_one_sentence_are_both_told_with_their_places() -> None:
    text = "王某（13800138000）住和平路12号，身份证11010519491231002X"
    found = private_data(text)
    assert [find.kind for find in found] == ["mobile", "address", "id-number"]
    assert text[found[0].start : found[0].end] == "13800138000"
    assert text[found[2].start : found[2].end] == "11010519491231002X"


def test_a_find_never_repeats_what_it_found() -> None:
    for fault in privacy_faults("王某13800138000，身份证11010519491231002X"):
        for lang in ("zh", "en"):
            assert "13800138000" not in fault.say(lang)
            assert "1101051949" not in fault.say(lang)


def test_a_public_number_that_is_known_is_no_find() -> None:
    assert private_data("注意110105491231002", known={"110105491231002"}) == []
    assert kinds("注意110105491231002") == ["id-number"]


def id_number(region: str, born: date, serial: int) -> str:
    """An ID number with its check character, from the standard's weights written as powers of two."""
    first = f"{region}{born:%Y%m%d}{serial:03d}"
    total = sum(int(digit) * pow(2, 17 - place, 11) for place, digit in enumerate(first))
    return first + "10X98765432"[total % 11]


ids = st.builds(
    id_number,
    st.sampled_from(["441624", "110105", "310115", "650102"]),
    st.dates(date(1900, 1, 1), date(2025, 12, 31)),
    st.integers(0, 999),
)


@given(HANZI, ids, HANZI)
def test_every_id_number_is_found_wherever_it_stands(before: str, number: str, after: str) -> None:
    found = private_data(before + number + after)
    assert [(find.kind, find.start, find.end) for find in found] == [("id-number", len(before), len(before) + 18)]


@given(ids, st.integers(0, 17), st.integers(1, 9))
def test_an_id_number_with_one_digit_changed_is_none(number: str, place: int, step: int) -> None:
    if number[place] == "X":
        return
    changed = number[:place] + str((int(number[place]) + step) % 10) + number[place + 1 :]
    assert not is_id_number(changed)


@given(HANZI, st.sampled_from("3456789"), st.integers(0, 10**8 - 1), HANZI)
def test_every_mobile_number_is_found(before: str, third: str, rest: int, after: str) -> None:
    number = f"1{third}5{rest:08d}"
    assert kinds(before + number + after) == ["mobile"]


@given(st.sampled_from(["62220212", "62170001", "6228480"]), st.integers(0, 10**10 - 1))
def test_every_card_number_is_found(prefix: str, serial: int) -> None:
    first = f"{prefix}{serial:010d}"
    number = next(first + str(last) for last in range(10) if is_card_number(first + str(last)))
    assert kinds("卡" + number) == ["bank-card"]
    assert not is_card_number(first + str((int(number[-1]) + 1) % 10))


codes = st.builds(
    lambda kind, rest: (lambda first: first + check_character(first))(f"{kind}441624{rest}"),
    st.sampled_from(["91", "92", "93", "51", "52", "53", "11", "12"]),
    st.text(st.sampled_from(ALPHABET), min_size=9, max_size=9) | st.integers(0, 10**9 - 1).map("{:09d}".format),
)


@given(HANZI, codes, HANZI)
def test_a_credit_code_is_never_private_even_if_it_is_all_digits(before: str, code: str, after: str) -> None:
    assert kinds(before + code + after) == []


@given(st.binary(min_size=32, max_size=96).map(bytes.hex))
def test_a_hash_or_a_beacons_value_is_never_private(value: str) -> None:
    assert kinds(f"drand-quicknet 12345678 {value}") == []


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.integers(1, 9999))
def test_dates_and_document_numbers_are_never_private(day: date, number: int) -> None:
    dates = f"{day:%Y年%m月%d日}，{day.isoformat()}，{day:%Y%m%d}"
    text = f"{dates}，示例人社函〔{day.year}〕{number}号，draw {day.year}-{number:03d}"
    assert kinds(text) == []


@settings(max_examples=200)
@given(st.text(max_size=200))
def test_any_text_is_read_and_the_finds_lie_in_it_one_after_another(text: str) -> None:
    end = 0
    for find in private_data(text):
        assert end <= find.start < find.end <= len(text)
        end = find.end


@pytest.mark.parametrize("unit", ["1", "1 ", "13", "路", "一路", "12栋", "村委会", "6222 "])
def test_a_long_text_of_one_thing_is_read_to_its_end(unit: str) -> None:
    assert isinstance(private_data(unit * 20_000), list)
