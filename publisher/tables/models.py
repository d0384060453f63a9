"""Every type of a staff file under one roof, for those who only use them."""

from publisher.tables.bureau import Bureau, Contact, Masks, Rule
from publisher.tables.calendars import CalendarDay, CalendarYear
from publisher.tables.codes import CodeLists, ResultMeaning
from publisher.tables.conditions import Condition, all_admit
from publisher.tables.items import Item, ItemList
from publisher.tables.orders import BeaconWish, Order, PlanUse, Quota, Seat
from publisher.tables.policy import BeaconDefaults, Numbers, Policy, PolicyEvidence, StratumRule
from publisher.tables.results import NonrandomFile, ResultFile
from publisher.tables.rosters import Agency, Industry, Inspector, Matter, PlanRow, RosterObject, Town

__all__ = [
    "Agency",
    "BeaconDefaults",
    "BeaconWish",
    "Bureau",
    "CalendarDay",
    "CalendarYear",
    "CodeLists",
    "Condition",
    "Contact",
    "Industry",
    "Inspector",
    "Item",
    "ItemList",
    "Masks",
    "Matter",
    "NonrandomFile",
    "Numbers",
    "Order",
    "PlanRow",
    "PlanUse",
    "Policy",
    "PolicyEvidence",
    "Quota",
    "ResultFile",
    "ResultMeaning",
    "RosterObject",
    "Rule",
    "Seat",
    "StratumRule",
    "Town",
    "all_admit",
]
