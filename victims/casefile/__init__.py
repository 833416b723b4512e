"""What the printed case file tells of victims."""

from cases.casefile import Part
from victims.casefile.care import screenings, victims
from victims.casefile.law import orders, statements
from victims.casefile.story import captivity, journeys, recruitment

PARTS = (
    Part("victims", "Victims", "victims.view_victim", victims, order=30),
    Part("recruitment", "Recruitment", "victims.view_recruitmentaccount", recruitment, order=31),
    Part("journeys", "Journeys", "victims.view_journeyleg", journeys, order=32),
    Part("captivity", "Exploitation", "victims.view_exploitation", captivity, order=33),
    Part("screening", "Screenings", "victims.view_screening", screenings, order=35),
    Part("statements", "Statements", "victims.view_statement", statements, order=36),
    Part("orders", "Protection orders", "victims.view_protectionorder", orders, order=37),
)
