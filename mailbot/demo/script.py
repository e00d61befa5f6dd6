"""What the people of the demo write."""

COORDINATOR_ANSWERS = """Dear colleague,

thank you for telling us at once. Please keep everybody away from the place and touch nothing.
The national mine action centre has been informed, and a team will call you.
For the injured, the hospital in the district town is open day and night."""

REQUESTER_ANSWERS = """Thank you. Everybody is at the clinic now and nobody goes near the field.
A second item lies beside the path to the well. We have marked it from afar."""
